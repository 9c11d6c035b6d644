-- Members, their families and contracts, and the periods for which schemes cover them.
create schema enrolment;

-- Every legal move of every state machine here; services/enrolment/domain/states.cpp holds the same.
create table enrolment.transition (
    machine     text not null,
    from_state  text not null,
    to_state    text not null,
    primary key (machine, from_state, to_state)
);
insert into enrolment.transition (machine, from_state, to_state) values
    ('member', 'active', 'merged'),
    ('cover', 'standing', 'ended'),
    ('identity_review', 'open', 'distinct'),
    ('identity_review', 'open', 'merged'),
    ('identity_review', 'open', 'moot'),
    ('member_file', 'reading', 'read');

create function enrolment.refuse_illegal_move() returns trigger language plpgsql as $$
begin
    if old.state is distinct from new.state and not exists (
        select from enrolment.transition t
         where t.machine = tg_table_name and t.from_state = old.state and t.to_state = new.state)
    then
        raise exception 'a move from % to % violates constraint "moves_by_the_transition_table"',
            old.state, new.state
            using errcode = 'check_violation', constraint = 'moves_by_the_transition_table';
    end if;
    return new;
end $$;

-- The serial in member numbers. A sequence, so that enrolments do not wait for one another; gaps are
-- harmless.
create sequence enrolment.member_serial;

create table enrolment.member (
    member_id       uuid        primary key,
    fund            text        not null,
    number          text        not null,
    state           text        not null default 'active' check (state in ('active', 'merged')),
    version         bigint      not null default 1 check (version > 0),
    given_names     text        not null,
    family_name     text        not null,
    name_key        text        not null,   -- both names, normalised
    born_on         date        not null,
    sex             text        not null check (sex in ('female', 'male')),
    preferred_hand  text        not null check (preferred_hand in ('', 'left', 'right')),
    married         boolean     not null,
    country         char(2)     not null,
    departed_on     date,
    returned_on     date,
    leave_from_on   date,   -- home leave; both days count
    leave_to_on     date,
    merged_into     uuid,
    -- Makes the foreign key below demand that a merged record points to an active one: chains and
    -- cycles cannot be stored.
    kept_state      text        generated always as
                                (case when merged_into is not null then 'active' end) stored,
    enrolled_at     timestamptz not null,
    unique (fund, member_id, state),
    constraint number_is_unique_in_its_fund unique (fund, number),
    constraint born_since_1900 check (born_on >= date '1900-01-01'),
    constraint returned_after_departed check (returned_on >= departed_on),
    constraint leave_has_both_days_in_order
        check ((leave_from_on is null) = (leave_to_on is null) and leave_to_on >= leave_from_on),
    constraint merged_iff_it_points_to_the_kept_record
        check ((state = 'merged') = (merged_into is not null)),
    constraint kept_record_is_active foreign key (fund, merged_into, kept_state)
        references enrolment.member (fund, member_id, state)
);
create index member_by_name_and_birth on enrolment.member (fund, name_key, born_on);
create index member_by_merged_into on enrolment.member (merged_into) where merged_into is not null;
create trigger member_moves before update of state on enrolment.member
    for each row execute function enrolment.refuse_illegal_move();

-- One paper proves one identity in a fund. Checked at the end of the transaction, so that the paper
-- can be claimed before the rest is written.
create table enrolment.document (
    fund       text    not null,
    type       text    not null check (type in ('passport', 'seaman_book', 'national_id')),
    country    char(2) not null,
    number     text    not null,
    member_id  uuid    not null,
    constraint document_proves_one_member primary key (fund, type, country, number),
    constraint document_belongs_to_a_member foreign key (member_id)
        references enrolment.member deferrable initially deferred
);
create index document_by_member on enrolment.document (member_id);

create table enrolment.relative (
    member_id    uuid     not null references enrolment.member,
    relative_id  text     not null,
    position     smallint not null,   -- order of listing decides remainders among heirs
    name         text     not null,
    relation     text     not null,
    sex          text     not null check (sex in ('', 'female', 'male')),
    born_on      date,
    alive        boolean  not null,
    married      boolean  not null,
    dependent    boolean  not null,
    disabled     boolean  not null,
    school       text     not null,
    barred       boolean  not null,
    primary key (member_id, relative_id)
);

create table enrolment.nominee (
    member_id      uuid     not null references enrolment.member,
    nominee_id     text     not null,
    position       smallint not null,
    name           text     not null,   -- empty when the family holds it
    share_percent  smallint check (share_percent between 1 and 100),
    primary key (member_id, nominee_id)
);

create table enrolment.contract (
    contract_id      uuid    primary key default gen_random_uuid(),
    member_id        uuid    not null references enrolment.member,
    current          boolean not null default true,
    starts_on        date    not null,
    ends_on          date    not null,
    hire             text    not null check (hire in ('agency', 'direct')),
    occupation       text    not null,
    sector           text    not null,
    salary_minor     bigint  check (salary_minor > 0),
    salary_currency  char(3),
    employer_paid_migration  boolean not null,
    sponsor          text    not null check (sponsor in ('', 'same', 'new')),
    constraint contract_ends_after_it_starts check (ends_on >= starts_on),
    constraint salary_has_a_currency check ((salary_minor is null) = (salary_currency is null))
);
create unique index one_current_contract on enrolment.contract (member_id) where current;

create table enrolment.registration (
    registration_id            uuid        primary key,
    member_id                  uuid        not null references enrolment.member,
    scheme                     text        not null,
    kind                       text        not null check (kind in ('new', 'renewal')),
    channel                    text        not null,
    registered_on              date,
    paid_on                    date,
    starts_on                  date,
    ends_on                    date,
    premium_charged_to_worker  boolean     not null,
    term_months                smallint    check (term_months > 0),
    plan                       text        not null,
    sum_minor                  bigint      check (sum_minor > 0),   -- insured
    sum_currency               char(3),
    paid_months                date[]      not null,   -- the first day of each
    last_paid_on               date,
    receipt_id                 uuid unique,   -- the contribution that it rests on, if any
    added_at                   timestamptz not null,
    constraint registration_ends_after_it_starts check (ends_on >= starts_on),
    constraint sum_has_a_currency check ((sum_minor is null) = (sum_currency is null))
);
create index registration_by_member on enrolment.registration (member_id);

create table enrolment.cover (
    cover_id         uuid primary key,
    registration_id  uuid not null unique references enrolment.registration,
    starts_on        date not null,   -- both days are covered
    ends_on          date not null,
    state            text not null default 'standing' check (state in ('standing', 'ended')),
    ended_on         date,
    ended_reason     text,
    constraint cover_ends_after_it_starts check (ends_on >= starts_on),
    constraint ended_iff_with_day_and_reason
        check ((state = 'ended') = (ended_on is not null and ended_reason is not null)
               and (ended_on is null) = (ended_reason is null))
);
create trigger cover_moves before update of state on enrolment.cover
    for each row execute function enrolment.refuse_illegal_move();

-- A reversal may be heard before the contribution that it takes back: whichever comes second finds
-- the other, so the order of arrival does not matter.
create table enrolment.contribution_reversal (
    receipt_id   uuid primary key,
    reversed_on  date not null
);

-- Two records with one name and birth date: one person or two? A registrar says.
create table enrolment.identity_review (
    review_id   uuid        primary key default gen_random_uuid(),
    fund        text        not null,
    member_id   uuid        not null references enrolment.member,   -- the later record
    other_id    uuid        not null references enrolment.member,
    state       text        not null default 'open'
                            check (state in ('open', 'distinct', 'merged', 'moot')),
    opened_at   timestamptz not null,
    decided_by  text,
    decided_at  timestamptz,
    reason      text,
    constraint review_compares_two_records check (member_id <> other_id),
    constraint decided_iff_not_open check ((state = 'open') = (decided_by is null)
                                           and (state = 'open') = (decided_at is null)
                                           and (state = 'open') = (reason is null))
);
create unique index one_review_of_a_pair on enrolment.identity_review
    (least(member_id, other_id), greatest(member_id, other_id));
create index identity_review_by_state on enrolment.identity_review (fund, state, review_id);
create index identity_review_by_member on enrolment.identity_review (member_id) where state = 'open';
create index identity_review_by_other on enrolment.identity_review (other_id) where state = 'open';
create trigger identity_review_moves before update of state on enrolment.identity_review
    for each row execute function enrolment.refuse_illegal_move();

-- What was joined, by whom and why, with both records as they were. Append-only.
create table enrolment.member_merge (
    merged_id       uuid        primary key references enrolment.member,
    kept_id         uuid        not null references enrolment.member,
    fund            text        not null,
    review_id       uuid        not null references enrolment.identity_review,
    reason          text        not null,
    decided_by      text        not null,
    decided_at      timestamptz not null,
    merged_record   jsonb       not null,
    kept_record     jsonb       not null,
    constraint merge_joins_two_records check (merged_id <> kept_id)
);

-- Who changed a record, and how it stands since in the event of that version. Append-only.
create table enrolment.member_change (
    member_id   uuid        not null references enrolment.member,
    version     bigint      not null,
    what        text        not null,
    changed_by  text        not null,
    changed_at  timestamptz not null,
    primary key (member_id, version)
);

-- Files of members: known by content, taken in chunks, each committed with its rows.
create table enrolment.member_file (
    fund         text        not null,
    sha256       char(64)    not null,
    state        text        not null default 'reading' check (state in ('reading', 'read')),
    lines_done   bigint      not null default 0,
    taken        bigint      not null default 0,
    refused      bigint      not null default 0,
    started_at   timestamptz not null,
    primary key (fund, sha256),
    constraint every_line_is_taken_or_refused check (lines_done = taken + refused)
);
create trigger member_file_moves before update of state on enrolment.member_file
    for each row execute function enrolment.refuse_illegal_move();

create table enrolment.refused_member_line (
    fund         text     not null,
    sha256       char(64) not null,
    line_number  bigint   not null,
    field        text     not null,
    reason       text     not null,   -- what would be right; never what stood there
    primary key (fund, sha256, line_number),
    foreign key (fund, sha256) references enrolment.member_file
);

grant usage on schema enrolment to haven_enrolment, haven_auditor;
grant usage on sequence enrolment.member_serial to haven_enrolment;
grant select on enrolment.transition to haven_enrolment;
grant select, insert, update on enrolment.member, enrolment.document, enrolment.contract,
    enrolment.registration, enrolment.cover, enrolment.identity_review, enrolment.member_file
    to haven_enrolment;
grant select, insert, delete on enrolment.relative, enrolment.nominee to haven_enrolment;
grant select, insert on enrolment.contribution_reversal, enrolment.member_merge,
    enrolment.member_change, enrolment.refused_member_line to haven_enrolment;
grant select on all tables in schema enrolment to haven_auditor;
