-- What is due by whom, what came in, and what it was for.
create schema contributions;

-- Every legal move of every state machine here; services/contributions/domain/states.cpp holds the
-- same.
create table contributions.transition (
    machine     text not null,
    from_state  text not null,
    to_state    text not null,
    primary key (machine, from_state, to_state)
);
insert into contributions.transition (machine, from_state, to_state) values
    ('assessment', 'due', 'settled'),
    ('assessment', 'due', 'withdrawn'),
    ('assessment', 'settled', 'due'),
    ('assessment', 'settled', 'withdrawn'),
    ('receipt', 'unmatched', 'matched'),
    ('receipt', 'unmatched', 'reversed'),
    ('receipt', 'matched', 'reversed'),
    ('contribution_file', 'staged', 'booked');

create function contributions.refuse_illegal_move() returns trigger language plpgsql as $$
begin
    if old.state is distinct from new.state and not exists (
        select from contributions.transition t
         where t.machine = tg_table_name and t.from_state = old.state and t.to_state = new.state)
    then
        raise exception 'a move from % to % violates constraint "moves_by_the_transition_table"',
            old.state, new.state
            using errcode = 'check_violation', constraint = 'moves_by_the_transition_table';
    end if;
    return new;
end $$;

-- Our copy of who is who, from what enrolment says; the version only grows.
create table contributions.member (
    member_id    uuid   primary key,
    fund         text   not null,
    number       text   not null,
    version      bigint not null,
    merged_into  uuid
);
create index member_by_number on contributions.member (fund, number);

create table contributions.assessment (
    assessment_id  uuid        primary key,
    fund           text        not null,
    member_id      uuid        not null,
    scheme         text        not null,
    kind           text        not null check (kind in ('new', 'renewal')),
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       char(3)     not null,
    state          text        not null check (state in ('due', 'settled', 'withdrawn')),
    version        bigint      not null default 1,
    assessed_on    date        not null,
    assessed_by    text        not null
);
-- A person joins a scheme once; a renewal is asked for when the one before is paid.
create unique index one_assessment_for_joining on contributions.assessment (member_id, scheme)
    where kind = 'new' and state <> 'withdrawn';
create unique index one_renewal_due on contributions.assessment (member_id, scheme)
    where kind = 'renewal' and state = 'due';
create index assessment_by_member on contributions.assessment (member_id);
create index assessment_by_fund on contributions.assessment (fund, assessment_id);
create trigger assessment_moves before update of state on contributions.assessment
    for each row execute function contributions.refuse_illegal_move();

-- Files of collecting partners, known by content.
create table contributions.contribution_file (
    file_id         uuid        primary key,
    fund            text        not null,
    partner         text        not null,
    sha256          char(64)    not null,
    state           text        not null check (state in ('staged', 'booked')),
    lines           bigint      not null,
    lines_done      bigint      not null default 0,
    matched         bigint      not null default 0,
    unmatched       bigint      not null default 0,
    already_booked  bigint      not null default 0,
    refused         bigint      not null default 0,
    taken_by        text        not null,
    taken_at        timestamptz not null,
    constraint one_file_of_one_content unique (fund, partner, sha256),
    constraint every_line_has_one_outcome
        check (lines_done = matched + unmatched + already_booked + refused and lines_done <= lines),
    constraint booked_iff_every_line_is_done check ((state = 'booked') = (lines_done = lines))
);
create trigger contribution_file_moves before update of state on contributions.contribution_file
    for each row execute function contributions.refuse_illegal_move();

-- A file's lines as they came, until they are booked.
create table contributions.staged_line (
    file_id      uuid   not null references contributions.contribution_file,
    line_number  bigint not null,
    line         text   not null,
    primary key (file_id, line_number)
);

create table contributions.refused_line (
    file_id      uuid   not null references contributions.contribution_file,
    line_number  bigint not null,
    field        text   not null,
    reason       text   not null,
    primary key (file_id, line_number)
);

create table contributions.receipt (
    receipt_id     uuid        primary key,
    fund           text        not null,
    partner        text        not null,
    reference      text        not null,
    member_number  text        not null,   -- as the partner wrote it
    scheme         text        not null,
    kind           text        not null check (kind in ('new', 'renewal')),
    channel        text        not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       char(3)     not null,
    paid_on        date        not null,
    state          text        not null check (state in ('unmatched', 'matched', 'reversed')),
    member_id      uuid,
    assessment_id  uuid        references contributions.assessment,
    file_id        uuid        references contributions.contribution_file,
    received_by    text        not null,
    received_at    timestamptz not null,
    constraint receipt_reference_is_used_once unique (fund, partner, reference),
    constraint matched_names_member_and_assessment
        check (state <> 'matched' or (member_id is not null and assessment_id is not null)),
    constraint unmatched_names_nobody
        check (state <> 'unmatched' or (member_id is null and assessment_id is null))
);
create unique index one_receipt_settles_an_assessment on contributions.receipt (assessment_id)
    where state = 'matched';
create index receipt_by_state on contributions.receipt (fund, state, receipt_id);
create index unmatched_receipt_by_number on contributions.receipt (fund, member_number)
    where state = 'unmatched';
create trigger receipt_moves before update of state on contributions.receipt
    for each row execute function contributions.refuse_illegal_move();

-- Money that was taken back is a new entry; the receipt stays. Append-only.
create table contributions.reversal (
    receipt_id    uuid        primary key references contributions.receipt,
    amount_minor  bigint      not null check (amount_minor < 0),
    currency      char(3)     not null,
    reversed_on   date        not null,
    reason        text        not null,
    reversed_by   text        not null,
    reversed_at   timestamptz not null
);

-- A receipt can be reversed only together with its reversal entry; checked at the end of the
-- transaction.
create function contributions.reversed_has_its_entry() returns trigger language plpgsql as $$
begin
    if not exists (select from contributions.reversal r
                    where r.receipt_id = new.receipt_id and r.currency = new.currency
                      and r.amount_minor = -new.amount_minor) then
        raise exception 'receipt % violates constraint "reversed_iff_an_entry_takes_it_back"',
            new.receipt_id
            using errcode = 'check_violation',
                  constraint = 'reversed_iff_an_entry_takes_it_back';
    end if;
    return null;
end $$;
create constraint trigger reversed_has_its_entry after insert or update of state
    on contributions.receipt deferrable initially deferred
    for each row when (new.state = 'reversed')
    execute function contributions.reversed_has_its_entry();

grant usage on schema contributions to haven_contributions, haven_auditor;
grant select on contributions.transition to haven_contributions;
grant select, insert, update on contributions.member, contributions.assessment,
    contributions.receipt, contributions.contribution_file to haven_contributions;
grant select, insert on contributions.reversal, contributions.refused_line to haven_contributions;
grant select, insert, delete on contributions.staged_line to haven_contributions;
grant select on all tables in schema contributions to haven_auditor;
