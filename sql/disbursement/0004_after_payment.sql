-- What comes after a payment: money that nobody could be paid, whether the payee has it, and what was
-- kept back against a debt.

-- ---- unclaimed -------------------------------------------------------------------------------------

create index payment_idle on disbursement.payment (
        fund, coalesce((returned_on + time '12:00') at time zone 'UTC', sent_at, created_at))
    where is_latest and state in ('held', 'returned');

create table disbursement.unclaimed_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into disbursement.unclaimed_move values ('unclaimed', 'found'), ('unclaimed', 'ended');

-- One attempt that could not be paid for long: a debt of the fund whose payee is looked for. Each
-- attempt once; a later one has a record of its own.
create table disbursement.unclaimed (
    payment_id      uuid        not null,
    attempt         smallint    not null,
    fund            text        not null,
    claim_id        uuid        not null,
    entitlement_id  uuid        not null,
    currency        char(3)     not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    since           date        not null,  -- nobody could be paid from this day on
    kept_on         date        not null,  -- as unclaimed
    state           text        not null check (state in ('unclaimed', 'found', 'ended')),
    trace_due_on    date        not null,  -- of the next attempt to find the payee
    traces          int         not null default 0,
    end_asked_by    text,
    end_asked_at    timestamptz,
    end_because     text,
    end_agreed_by   text,
    end_agreed_as   text,                  -- that person's reason
    ended_to        text        check (ended_to in ('fund', 'treasury')),
    over_on         date,                  -- found or ended
    version         bigint      not null default 1,
    primary key (payment_id, attempt),
    foreign key (payment_id, attempt) references disbursement.payment (payment_id, attempt),
    constraint unclaimed_over_on_a_day check ((state = 'unclaimed') = (over_on is null)),
    constraint unclaimed_ended_to_somebody check ((state = 'ended') = (ended_to is not null)),
    constraint end_is_asked_with_a_reason check (
        num_nulls(end_asked_by, end_asked_at, end_because) in (0, 3)),
    constraint end_is_agreed_by_another_person check (end_agreed_by <> end_asked_by),
    constraint end_is_agreed_only_asked check (
        end_agreed_by is null or (end_asked_by is not null and end_agreed_as is not null)),
    constraint treasury_needs_two_people check (
        ended_to is distinct from 'treasury' or end_agreed_by is not null)
);
create unique index one_open_unclaimed_record on disbursement.unclaimed (payment_id)
    where state = 'unclaimed';
create index unclaimed_by_fund on disbursement.unclaimed (fund, since, payment_id);
create index unclaimed_to_trace on disbursement.unclaimed (fund, trace_due_on)
    where state = 'unclaimed';
create index unclaimed_by_entitlement on disbursement.unclaimed (entitlement_id)
    where state = 'unclaimed';

create function disbursement.check_unclaimed() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (
        select from disbursement.unclaimed_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'unclaimed_move_is_known',
            message = 'violates constraint "unclaimed_move_is_known"';
    end if;
    if row(new.fund, new.entitlement_id, new.currency, new.amount_minor, new.since)
       is distinct from
       row(old.fund, old.entitlement_id, old.currency, old.amount_minor, old.since) then
        raise check_violation using constraint = 'unclaimed_keeps_its_terms',
            message = 'violates constraint "unclaimed_keeps_its_terms"';
    end if;
    return new;
end $$;

create trigger unclaimed_is_sound before update on disbursement.unclaimed
    for each row execute function disbursement.check_unclaimed();

-- Money that the books hold as unclaimed goes nowhere: first somebody is found, then it is paid.
create function disbursement.check_unclaimed_stays() returns trigger language plpgsql as $$
begin
    if exists (select from disbursement.unclaimed u
                where u.payment_id = new.payment_id and u.state = 'unclaimed') then
        raise check_violation using constraint = 'unclaimed_payment_goes_nowhere',
            message = 'violates constraint "unclaimed_payment_goes_nowhere"';
    end if;
    return new;
end $$;

create trigger unclaimed_payment_goes_nowhere before update of state on disbursement.payment
    for each row when (old.state = 'held' and new.state <> old.state)
    execute function disbursement.check_unclaimed_stays();
create trigger unclaimed_payment_has_no_next_attempt before insert on disbursement.payment
    for each row when (new.attempt > 1) execute function disbursement.check_unclaimed_stays();

-- An attempt to find the payee.
create table disbursement.trace (
    trace_id    uuid        primary key,
    payment_id  uuid        not null,
    attempt     smallint    not null,
    how         text        not null check (how in ('letter', 'call', 'visit', 'office', 'embassy',
                                                    'publication')),
    outcome     text        not null check (outcome in ('found', 'not_found', 'no_answer')),
    note        text        not null,
    traced_by   text        not null,
    traced_on   date        not null,
    traced_at   timestamptz not null,
    foreign key (payment_id, attempt) references disbursement.unclaimed (payment_id, attempt)
);
create index trace_by_payment on disbursement.trace (payment_id, attempt, traced_at);

-- ---- receipt ---------------------------------------------------------------------------------------

create table disbursement.confirmation_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into disbursement.confirmation_move values
    ('asked', 'confirmed'), ('asked', 'disputed'), ('asked', 'cancelled'), ('confirmed', 'disputed');

-- Whether the payee has the money of a settled attempt. Some are asked; anybody may say so unasked.
create table disbursement.receipt_confirmation (
    payment_id      uuid        not null,
    attempt         smallint    not null,
    fund            text        not null,
    claim_id        uuid        not null,
    is_asked        boolean     not null,
    asked_on        date        not null,
    due_on          date,
    state           text        not null check (state in ('asked', 'confirmed', 'disputed',
                                                          'cancelled')),
    primary key (payment_id, attempt),
    foreign key (payment_id, attempt) references disbursement.payment (payment_id, attempt),
    constraint asked_until_a_day check (is_asked = (due_on is not null)),
    constraint unasked_is_answered check (is_asked or state in ('confirmed', 'disputed'))
);
create index receipt_confirmation_by_fund
    on disbursement.receipt_confirmation (fund, asked_on, payment_id);

create function disbursement.check_confirmation() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (
        select from disbursement.confirmation_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'confirmation_move_is_known',
            message = 'violates constraint "confirmation_move_is_known"';
    end if;
    return new;
end $$;

create trigger confirmation_is_sound before update on disbursement.receipt_confirmation
    for each row execute function disbursement.check_confirmation();

-- Every word that was said about it.
create table disbursement.receipt_answer (
    answer_id       uuid        primary key,
    payment_id      uuid        not null,
    attempt         smallint    not null,
    received        text        not null check (received in ('yes', 'no', 'less', 'other_person')),
    received_minor  bigint,
    note            text        not null,
    said_by         text        not null,
    is_family       boolean     not null,
    said_at         timestamptz not null,
    foreign key (payment_id, attempt)
        references disbursement.receipt_confirmation (payment_id, attempt),
    constraint less_says_how_much check (
        (received = 'less') = (received_minor is not null) and received_minor >= 0)
);
create index receipt_answer_by_payment on disbursement.receipt_answer (payment_id, attempt, said_at);

create table disbursement.inquiry_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into disbursement.inquiry_move values
    ('open', 'explained'), ('open', 'recovered'), ('open', 'fraud_reported');

-- Somebody says that the money did not come as it should: a person finds out why.
create table disbursement.inquiry (
    inquiry_id   uuid        primary key,
    payment_id   uuid        not null,
    attempt      smallint    not null,
    fund         text        not null,
    claim_id     uuid        not null,
    about        text        not null check (about in ('no', 'less', 'other_person')),
    state        text        not null check (state in ('open', 'explained', 'recovered',
                                                       'fraud_reported')),
    owner        text        not null,  -- a role's queue, or one person
    due_on       date        not null,
    opened_by    text        not null,
    opened_at    timestamptz not null,
    closed_by    text,
    closed_at    timestamptz,
    note         text,
    version      bigint      not null default 1,
    foreign key (payment_id, attempt)
        references disbursement.receipt_confirmation (payment_id, attempt),
    constraint inquiry_closed_by_someone check (
        case state when 'open' then num_nonnulls(closed_by, closed_at, note) = 0
                   else num_nulls(closed_by, closed_at, note) = 0 end),
    constraint who_opened_does_not_close check (closed_by <> opened_by)
);
create unique index one_open_inquiry_per_payment on disbursement.inquiry (payment_id, attempt)
    where state = 'open';
create index inquiry_by_fund on disbursement.inquiry (fund, inquiry_id);

create function disbursement.check_inquiry() returns trigger language plpgsql as $$
begin
    if not (new.state = old.state and old.state = 'open') and not exists (
        select from disbursement.inquiry_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'inquiry_move_is_known',
            message = 'violates constraint "inquiry_move_is_known"';
    end if;
    return new;
end $$;

create trigger inquiry_is_sound before update on disbursement.inquiry
    for each row execute function disbursement.check_inquiry();

-- ---- set-off ---------------------------------------------------------------------------------------

-- What recoveries says may be kept back; the highest version counts.
create table disbursement.set_off_agreement (
    receivable_id    uuid        primary key,
    fund             text        not null,
    member_id        uuid        not null,
    party            text        not null,
    at_most_percent  int         not null check (at_most_percent between 0 and 100),
    currency         char(3)     not null,
    left_minor       bigint      not null check (left_minor >= 0),
    version          bigint      not null,
    agreed_at        timestamptz not null  -- the first time: the oldest debt comes first
);
create index set_off_agreement_by_payee on disbursement.set_off_agreement (member_id, party, agreed_at);

-- A part of a share that stayed with the fund. Counted by: the reduction with which recoveries took it
-- off what is left. Undone: its award was withdrawn, so nothing was kept back of what is owed.
create table disbursement.set_off (
    set_off_id      uuid        primary key,
    fund            text        not null,
    receivable_id   uuid        not null references disbursement.set_off_agreement,
    claim_id        uuid        not null,
    entitlement_id  uuid        not null,
    party           text        not null,
    currency        char(3)     not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    share_minor     bigint      not null,
    made_at         timestamptz not null,
    counted_by      uuid,
    undone_at       timestamptz,
    constraint reduction_counts_one_set_off unique (counted_by),
    constraint one_set_off_per_share_and_debt unique (entitlement_id, party, receivable_id),
    constraint set_off_is_within_its_share check (amount_minor <= share_minor)
);
create index set_off_by_receivable on disbursement.set_off (receivable_id) where counted_by is null;

create function disbursement.check_set_off() returns trigger language plpgsql as $$
begin
    if old.undone_at is not null and new.undone_at is distinct from old.undone_at then
        raise check_violation using constraint = 'set_off_is_undone_once',
            message = 'violates constraint "set_off_is_undone_once"';
    end if;
    return new;
end $$;

create trigger set_off_is_sound before update on disbursement.set_off
    for each row execute function disbursement.check_set_off();

grant select on disbursement.unclaimed_move, disbursement.confirmation_move,
    disbursement.inquiry_move to haven_disbursement;
grant select, insert on disbursement.trace, disbursement.receipt_answer to haven_disbursement;
grant select, insert, update on disbursement.unclaimed, disbursement.receipt_confirmation,
    disbursement.inquiry, disbursement.set_off_agreement, disbursement.set_off
    to haven_disbursement;
grant select on all tables in schema disbursement to haven_auditor;
