-- What others owe the fund: who, since when, why, what became of it. Amounts are minor units.
create schema recoveries;

-- ---- receivables -----------------------------------------------------------------------------------

-- Every move that a receivable can make; services/recoveries/domain/states.hpp holds the same.
create table recoveries.receivable_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into recoveries.receivable_move values
    ('open', 'demanded'),
    ('open', 'overdue'),
    ('open', 'settled'),
    ('open', 'written_off'),
    ('open', 'withdrawn'),
    ('demanded', 'overdue'),
    ('demanded', 'settled'),
    ('demanded', 'written_off'),
    ('demanded', 'withdrawn'),
    ('overdue', 'demanded'),        -- a plan was agreed, or a broken one was caught up with
    ('overdue', 'bond_called'),
    ('overdue', 'settled'),
    ('overdue', 'written_off'),
    ('overdue', 'withdrawn'),
    ('bond_called', 'settled'),
    ('bond_called', 'written_off'),
    ('bond_called', 'withdrawn'),
    ('settled', 'demanded'),        -- what had paid it is undone
    ('written_off', 'demanded'),
    ('settled', 'withdrawn');

create table recoveries.receivable (
    receivable_id      uuid        primary key,
    fund               text        not null,
    cause              text        not null,  -- what raised it; once
    reference          text        not null,  -- what a debtor pays with: HR and eleven characters
    kind               text        not null check (kind in ('insurer_share', 'overpayment', 'agency_share')),
    debtor             text        not null,  -- an insurer's or agency's code, or "payee"
    debtor_name        text        not null,
    claim_id           uuid        not null,
    claim_reference    text        not null,
    entitlement_id     uuid        not null,
    member_id          uuid,
    party              text        not null,  -- of an overpayment: who has it
    scheme             text        not null,
    benefit            text        not null,
    purse              text        not null,  -- of an insurer's share: the deposit that was short
    currency           char(3)     not null,
    amount_minor       bigint      not null check (amount_minor > 0),
    paid_minor         bigint      not null default 0 check (paid_minor >= 0),
    written_off_minor  bigint      not null default 0 check (written_off_minor >= 0),
    withdrawn_minor    bigint      not null default 0 check (withdrawn_minor >= 0),
    left_minor         bigint      not null generated always as
                           (amount_minor - paid_minor - written_off_minor - withdrawn_minor) stored,
    revived_minor      bigint      not null default 0 check (revived_minor >= 0),  -- of what was written off
    credit_minor       bigint      not null default 0 check (credit_minor >= 0),  -- came in beyond what is owed
    state              text        not null check (state in ('open', 'demanded', 'overdue', 'bond_called',
                                       'settled', 'written_off', 'withdrawn')),
    raised_on          date        not null,
    due_on             date        not null,  -- last day on which nothing is late
    next_on            date,                  -- when a clock has to be looked at again
    set_off_percent    smallint    check (set_off_percent between 1 and 100),
    set_off_version    bigint      not null default 0,
    doubt              text,                  -- what a person must look at
    raised_by          text        not null,
    version            bigint      not null default 1,
    constraint raised_once_by_a_cause unique (fund, cause),
    constraint reference_names_one_receivable unique (fund, reference),
    constraint never_reduced_below_nothing check (left_minor >= 0),
    constraint ended_iff_nothing_is_left check (
        (state in ('settled', 'written_off', 'withdrawn')) = (left_minor = 0)),
    constraint written_off_iff_a_part_of_it_is check (
        (state = 'written_off') = (left_minor = 0 and written_off_minor > 0)),
    constraint withdrawn_iff_all_of_it_is check (
        (state = 'withdrawn') = (withdrawn_minor = amount_minor)),
    constraint no_more_is_revived_than_was_written_off check (revived_minor <= written_off_minor),
    constraint party_iff_overpayment check ((kind = 'overpayment') = (party <> '')),
    constraint deposit_iff_insurer_share check ((kind = 'insurer_share') = (purse <> '')),
    constraint only_payees_are_set_off check (set_off_percent is null or kind = 'overpayment'),
    constraint beyond_what_is_owed_only_when_nothing_is_left check (credit_minor = 0 or left_minor = 0)
) with (fillfactor = 80);
create unique index one_receivable_for_an_award on recoveries.receivable (entitlement_id)
    where kind = 'insurer_share' and cause like 'entitlement/%';
create index receivable_by_overpaid_entitlement on recoveries.receivable (entitlement_id)
    where kind = 'overpayment';
create index receivable_by_claim on recoveries.receivable (claim_id);
create index receivable_by_debtor on recoveries.receivable (fund, debtor, receivable_id);
create index receivable_by_clock on recoveries.receivable (fund, next_on) where next_on is not null;
create index receivable_by_what_is_left on recoveries.receivable (fund, currency, left_minor)
    where left_minor > 0;
create index receivable_by_purse on recoveries.receivable (fund, purse) where purse <> '';

create function recoveries.check_receivable() returns trigger language plpgsql as $$
begin
    if row(new.fund, new.cause, new.reference, new.kind, new.debtor, new.claim_id, new.entitlement_id,
           new.party, new.purse, new.currency, new.amount_minor, new.raised_on)
       is distinct from
       row(old.fund, old.cause, old.reference, old.kind, old.debtor, old.claim_id, old.entitlement_id,
           old.party, old.purse, old.currency, old.amount_minor, old.raised_on)
    then
        raise check_violation using constraint = 'receivable_keeps_its_terms',
            message = 'violates constraint "receivable_keeps_its_terms"';
    end if;
    if new.state <> old.state and not exists (
        select from recoveries.receivable_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'receivable_move_is_known',
            message = 'violates constraint "receivable_move_is_known"';
    end if;
    return new;
end $$;
create trigger receivable_is_sound before update on recoveries.receivable
    for each row execute function recoveries.check_receivable();

-- Less is owed than before. Append-only.
create table recoveries.reduction (
    reduction_id   uuid        primary key,
    receivable_id  uuid        not null references recoveries.receivable,
    number         int         not null check (number > 0),  -- 1, 2, ... of its receivable
    how            text        not null check (how in ('paid', 'bond', 'set_off', 'written_off',
                                   'withdrawn', 'paid_direct')),
    amount_minor   bigint      not null check (amount_minor > 0),
    left_minor     bigint      not null check (left_minor >= 0),  -- afterwards
    cause          text        not null,  -- a line, a set-off, a proposal, a line of a settlement
    line_id        uuid,
    reduced_on     date        not null,
    reduced_by     text        not null,  -- a person, or the service that told of it
    recorded_at    timestamptz not null,
    constraint one_cause_reduces_once unique (receivable_id, cause, how),
    constraint reductions_are_numbered unique (receivable_id, number),
    constraint line_iff_it_pays check ((how in ('paid', 'bond')) = (line_id is not null))
);
create index reduction_by_line on recoveries.reduction (line_id) where line_id is not null;
create index reduction_by_cause on recoveries.reduction (cause);

-- What a reduction counts for no more: a set-off whose award was withdrawn, or what was paid back of a
-- payment that came back. Append-only.
create table recoveries.undoing (
    undoing_id     uuid        primary key,
    receivable_id  uuid        not null references recoveries.receivable,
    reduction_id   uuid        not null references recoveries.reduction,
    amount_minor   bigint      not null check (amount_minor > 0),
    left_minor     bigint      not null check (left_minor >= 0),  -- afterwards
    because        text        not null check (because in ('set_off_undone', 'payment_returned')),
    cause          text        not null,
    undone_on      date        not null,
    undone_by      text        not null,
    recorded_at    timestamptz not null,
    constraint one_cause_undoes_once unique (reduction_id, cause)
);
create index undoing_by_receivable on recoveries.undoing (receivable_id);

create function recoveries.check_undoing() returns trigger language plpgsql as $$
begin
    if not exists (select from recoveries.reduction d
                    where d.reduction_id = new.reduction_id and d.receivable_id = new.receivable_id
                      and d.how not in ('written_off', 'withdrawn')
                      and d.amount_minor >= (select sum(u.amount_minor) from recoveries.undoing u
                                              where u.reduction_id = new.reduction_id)) then
        raise check_violation using constraint = 'no_more_is_undone_than_was_paid',
            message = 'violates constraint "no_more_is_undone_than_was_paid"';
    end if;
    return null;
end $$;
create trigger undoing_is_sound after insert on recoveries.undoing
    for each row execute function recoveries.check_undoing();

-- Came in when nothing was left to pay, or was paid of a debt that fell away: owed to the debtor, and
-- never lost. Used: of it, what pays a debt that is owed again, or was brought by a set-off that is undone.
create table recoveries.credit (
    receivable_id  uuid        not null references recoveries.receivable,
    cause          text        not null,
    line_id        uuid,       -- that brought it
    amount_minor   bigint      not null check (amount_minor > 0),
    used_minor     bigint      not null default 0,
    came_on        date        not null,
    recorded_at    timestamptz not null,
    primary key (receivable_id, cause),
    constraint no_more_credit_is_used_than_there_is check (used_minor between 0 and amount_minor)
);

-- Checked when the transaction ends: the sums on a receivable are those of its rows.
create function recoveries.check_sums() returns trigger language plpgsql as $$
declare
    id uuid := new.receivable_id;
begin
    perform from recoveries.receivable r
      where r.receivable_id = id
        and r.paid_minor = (select coalesce(sum(d.amount_minor), 0) from recoveries.reduction d
                             where d.receivable_id = id and d.how not in ('written_off', 'withdrawn'))
                           - (select coalesce(sum(u.amount_minor), 0) from recoveries.undoing u
                               where u.receivable_id = id)
        and r.written_off_minor = (select coalesce(sum(d.amount_minor), 0) from recoveries.reduction d
                                    where d.receivable_id = id and d.how = 'written_off')
        and r.withdrawn_minor = (select coalesce(sum(d.amount_minor), 0) from recoveries.reduction d
                                  where d.receivable_id = id and d.how = 'withdrawn')
        and r.credit_minor = (select coalesce(sum(c.amount_minor - c.used_minor), 0) from recoveries.credit c
                               where c.receivable_id = id);
    if not found then
        raise check_violation using constraint = 'what_is_left_is_the_amount_less_its_reductions',
            message = 'violates constraint "what_is_left_is_the_amount_less_its_reductions"';
    end if;
    return null;
end $$;
create constraint trigger sums_of_a_receivable after insert or update on recoveries.receivable
    deferrable initially deferred for each row execute function recoveries.check_sums();
create constraint trigger sums_of_reductions after insert on recoveries.reduction
    deferrable initially deferred for each row execute function recoveries.check_sums();
create constraint trigger sums_of_undoings after insert on recoveries.undoing
    deferrable initially deferred for each row execute function recoveries.check_sums();
create constraint trigger sums_of_credits after insert or update on recoveries.credit
    deferrable initially deferred for each row execute function recoveries.check_sums();

-- What the debtor was told, and when: the first demand, reminders, that it is overdue.
create table recoveries.notice (
    receivable_id  uuid        not null references recoveries.receivable,
    number         int         not null check (number > 0),
    what           text        not null check (what in ('demand', 'reminder', 'overdue', 'bond_call')),
    noted_on       date        not null,
    primary key (receivable_id, number)
);

-- Awards of insurers' layers as the ledger and adjudication tell of them, so that what is heard of in
-- another order comes out the same.
create table recoveries.award (
    entitlement_id  uuid     primary key,
    fund            text     not null,
    reserved        boolean  not null default false,
    withdrawn       boolean  not null default false
);

-- Payments that the bank gave back after it had settled them: what was too much of one is not owed. A
-- later attempt that settled ends it.
create table recoveries.returned_payment (
    bank_reference  text     not null,
    fund            text     not null,
    payment_id      uuid     not null,
    entitlement_id  uuid     not null,
    party           text     not null,
    currency        char(3)  not null,
    amount_minor    bigint   not null check (amount_minor > 0),
    returned_on     date     not null,
    is_paid_again   boolean  not null default false,
    primary key (fund, bank_reference)
);
create index returned_payment_by_payment on recoveries.returned_payment (payment_id);
create index returned_payment_by_entitlement on recoveries.returned_payment (entitlement_id);

-- ---- what one person proposes and others agree to -----------------------------------------------------

create table recoveries.proposal_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into recoveries.proposal_move values ('waiting', 'agreed'), ('waiting', 'declined');

create table recoveries.proposal (
    proposal_id    uuid        primary key,
    fund           text        not null,
    kind           text        not null check (kind in ('agency_share', 'advance', 'bond_call', 'set_off',
                                   'write_off')),
    receivable_id  uuid        references recoveries.receivable,
    -- Of an agency's share, until it is raised.
    debtor           text,
    claim_id         uuid,
    claim_reference  text,
    entitlement_id   uuid,
    member_id        uuid,
    purse          text,        -- of an advance: the lender
    percent        smallint check (percent between 1 and 100),  -- of a set-off
    currency       char(3)     not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    reason         text        not null,
    people         smallint    not null check (people between 2 and 9),  -- who proposed counts
    state          text        not null check (state in ('waiting', 'agreed', 'declined')),
    proposed_by    text        not null,
    proposed_at    timestamptz not null,
    ended_by       text,
    ended_at       timestamptz,
    end_reason     text,        -- of a declined one
    constraint receivable_unless_it_is_still_to_be_raised check (
        receivable_id is not null or (kind = 'agency_share' and state <> 'agreed')),
    constraint lender_iff_advance check ((kind = 'advance') = (purse is not null)),
    constraint percent_iff_set_off check ((kind = 'set_off') = (percent is not null)),
    constraint ended_by_somebody check ((state = 'waiting') = (ended_by is null)),
    constraint declined_with_a_reason check ((state = 'declined') = (end_reason is not null))
);
create unique index one_proposal_of_a_kind_waits on recoveries.proposal (receivable_id, kind)
    where state = 'waiting';
create index proposal_by_state on recoveries.proposal (fund, state, proposal_id);

create table recoveries.agreement (
    proposal_id  uuid        not null references recoveries.proposal,
    agreed_by    text        not null,
    agreed_at    timestamptz not null,
    constraint nobody_agrees_twice primary key (proposal_id, agreed_by)
);

create function recoveries.check_agreement() returns trigger language plpgsql as $$
begin
    if exists (select from recoveries.proposal p
                where p.proposal_id = new.proposal_id and p.proposed_by = new.agreed_by) then
        raise check_violation using constraint = 'nobody_agrees_with_themselves',
            message = 'violates constraint "nobody_agrees_with_themselves"';
    end if;
    return new;
end $$;
create trigger agreement_is_of_another_person before insert on recoveries.agreement
    for each row execute function recoveries.check_agreement();

create function recoveries.check_proposal() returns trigger language plpgsql as $$
begin
    if row(new.fund, new.kind, new.debtor, new.claim_id, new.entitlement_id, new.purse, new.percent,
           new.currency, new.amount_minor, new.people, new.proposed_by)
       is distinct from
       row(old.fund, old.kind, old.debtor, old.claim_id, old.entitlement_id, old.purse, old.percent,
           old.currency, old.amount_minor, old.people, old.proposed_by)
    then
        raise check_violation using constraint = 'proposal_keeps_its_terms',
            message = 'violates constraint "proposal_keeps_its_terms"';
    end if;
    if new.state <> old.state and not exists (
        select from recoveries.proposal_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'proposal_move_is_known',
            message = 'violates constraint "proposal_move_is_known"';
    end if;
    if new.state = 'agreed' and (select count(*) from recoveries.agreement a
                                  where a.proposal_id = new.proposal_id) < new.people - 1 then
        raise check_violation using constraint = 'agreed_by_as_many_as_it_needs',
            message = 'violates constraint "agreed_by_as_many_as_it_needs"';
    end if;
    return new;
end $$;
create trigger proposal_is_sound before update on recoveries.proposal
    for each row execute function recoveries.check_proposal();

-- The fund paid an insurer's share first. Once for a receivable: that is the primary key.
create table recoveries.advance (
    receivable_id  uuid        not null references recoveries.receivable,
    proposal_id    uuid        not null references recoveries.proposal,
    purse          text        not null,  -- that lends it
    amount_minor   bigint      not null check (amount_minor > 0),
    approved_by    text        not null,
    approved_on    date        not null,
    constraint advanced_once primary key (receivable_id)
);

-- The guarantor was told to pay. The bond is for a claim: what is called for one claim and debtor
-- stays within it.
create table recoveries.bond_call (
    receivable_id  uuid        not null references recoveries.receivable,
    proposal_id    uuid        not null references recoveries.proposal,
    claim_id       uuid        not null,
    guarantor      text        not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    bond_minor     bigint      not null,  -- for the claim, in the receivable's currency
    called_on      date        not null,
    constraint called_once primary key (receivable_id),
    constraint called_within_the_bond check (amount_minor <= bond_minor)
);
create index bond_call_by_claim on recoveries.bond_call (claim_id, guarantor);

create function recoveries.check_bond_call() returns trigger language plpgsql as $$
begin
    if (select sum(b.amount_minor) from recoveries.bond_call b
         where b.claim_id = new.claim_id and b.guarantor = new.guarantor) > new.bond_minor then
        raise check_violation using constraint = 'called_within_the_bond',
            message = 'violates constraint "called_within_the_bond"';
    end if;
    return null;
end $$;
create trigger bond_call_is_sound after insert on recoveries.bond_call
    for each row execute function recoveries.check_bond_call();

-- A debtor pays every month; `from_minor` is what was left when it was agreed.
create table recoveries.plan (
    receivable_id     uuid        not null references recoveries.receivable,
    number            int         not null check (number > 0),
    instalment_minor  bigint      not null check (instalment_minor > 0),
    from_minor        bigint      not null check (from_minor > 0),
    first_on          date        not null,
    agreed_by         text        not null,
    agreed_on         date        not null,
    is_latest         boolean     not null default true,
    primary key (receivable_id, number),
    constraint no_instalment_above_what_is_owed check (instalment_minor <= from_minor)
);
create unique index one_plan_is_in_force on recoveries.plan (receivable_id) where is_latest;

-- ---- lines of the bank's statement --------------------------------------------------------------------

-- Money that came in, until it is known whose it is; ours among them.
create table recoveries.bank_line (
    line_id        uuid        primary key,
    fund           text        not null,
    currency       char(3)     not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    booked_on      date        not null,
    names          text        not null,  -- every name in it that could be ours, one a row
    state          text        not null check (state in ('open', 'matched', 'ours', 'of_others')),
    receivable_id  uuid        references recoveries.receivable,  -- it was said to pay, or pays
    reason         text,
    matched_by     text,
    constraint receivable_iff_it_may_be_ours check (
        (state in ('matched', 'ours')) = (receivable_id is not null))
);
create index bank_line_open on recoveries.bank_line (fund, line_id) where state in ('open', 'matched');

-- A line pays one debt, and what it revives of a debt that was written off; never more than it brought.
create function recoveries.check_payment() returns trigger language plpgsql as $$
begin
    if not exists (select from recoveries.bank_line l
                    where l.line_id = new.line_id and l.state = 'ours'
                      and l.amount_minor >=
                          (select sum(d.amount_minor) from recoveries.reduction d
                            where d.line_id = new.line_id)
                          - (select coalesce(sum(u.amount_minor), 0) from recoveries.undoing u
                               join recoveries.reduction d using (reduction_id)
                              where d.line_id = new.line_id)) then
        raise check_violation using constraint = 'a_line_pays_no_more_than_it_brought',
            message = 'violates constraint "a_line_pays_no_more_than_it_brought"';
    end if;
    return null;
end $$;
create trigger payment_is_by_a_line_of_ours after insert on recoveries.reduction
    for each row when (new.line_id is not null) execute function recoveries.check_payment();

create function recoveries.check_line() returns trigger language plpgsql as $$
begin
    if old.state in ('ours', 'of_others') and new.state <> old.state then
        raise check_violation using constraint = 'a_line_is_assigned_once',
            message = 'violates constraint "a_line_is_assigned_once"';
    end if;
    return new;
end $$;
create trigger line_is_assigned_once before update on recoveries.bank_line
    for each row execute function recoveries.check_line();

-- ---- what insurers say they paid ----------------------------------------------------------------------

create table recoveries.settlement (
    settlement_id  uuid        primary key,
    fund           text        not null,
    insurer        text        not null,
    sha256         char(64)    not null,
    lines          bigint      not null check (lines > 0),
    taken_by       text        not null,
    taken_at       timestamptz not null,
    constraint one_settlement_of_one_content unique (fund, insurer, sha256)
);

create table recoveries.settlement_line (
    settlement_id  uuid    not null references recoveries.settlement,
    line           bigint  not null,
    result         text    not null check (result in ('paid_direct', 'announced', 'agrees', 'told_before',
                               'unknown', 'several_fit', 'amount_differs', 'not_owed', 'advanced', 'refused')),
    receivable_id  uuid    references recoveries.receivable,
    field          text    not null,  -- of a refused line
    reason         text    not null,
    primary key (settlement_id, line)
);
create index settlement_line_by_receivable on recoveries.settlement_line (receivable_id)
    where receivable_id is not null;

-- What an insurer said it paid for a receivable: by whom, how much, on which day, to whom; once.
create table recoveries.told_payment (
    receivable_id  uuid    not null references recoveries.receivable,
    paid_to        text    not null check (paid_to in ('fund', 'family')),
    paid_on        date    not null,
    amount_minor   bigint  not null check (amount_minor > 0),
    settlement_id  uuid    not null references recoveries.settlement,
    primary key (receivable_id, paid_to, paid_on, amount_minor)
);

grant usage on schema recoveries to haven_recoveries, haven_auditor;
grant select on recoveries.receivable_move, recoveries.proposal_move to haven_recoveries;
grant select, insert on recoveries.reduction, recoveries.undoing, recoveries.credit, recoveries.notice, recoveries.agreement,
    recoveries.advance, recoveries.bond_call, recoveries.settlement, recoveries.settlement_line,
    recoveries.told_payment to haven_recoveries;
grant update (used_minor) on recoveries.credit to haven_recoveries;
grant select, insert on recoveries.returned_payment to haven_recoveries;
grant update (is_paid_again) on recoveries.returned_payment to haven_recoveries;
grant select, insert, update on recoveries.receivable, recoveries.award, recoveries.proposal,
    recoveries.plan, recoveries.bank_line to haven_recoveries;
grant select on all tables in schema recoveries to haven_auditor;
