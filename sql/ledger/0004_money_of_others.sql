-- What the bank, partners, insurers and payees do with the fund's money: lines of statements, receipts
-- in transit, receivables and advances, set-offs, unclaimed payments and those that come back late.

alter table ledger.entry drop constraint entry_kind_check;
alter table ledger.entry add constraint entry_kind_check check (kind in (
    'funding', 'contribution', 'contribution_reversal', 'unmatched', 'unmatched_reversal', 'refund',
    'award', 'void', 'reinstatement', 'release', 'settlement', 'return', 'late_return',
    'bank_credit', 'bank_debit', 'assignment', 'receivable', 'advance', 'recovery', 'write_off',
    'recovery_undone', 'set_off', 'set_off_undone', 'unclaimed', 'unclaimed_found', 'unclaimed_ended', 'exchange', 'expiry'));

-- ---- lines of the bank's statements ----------------------------------------------------------------

-- A line that is no order of ours. That it was taken and what it was for can be heard in any order; in
-- between, suspense holds it.
create table ledger.bank_line (
    line_id       uuid     primary key,
    fund          text     not null,
    is_credit     boolean  not null,  -- money in
    currency      char(3)  not null,
    amount_minor  bigint   not null check (amount_minor > 0),
    booked_on     date     not null,  -- by the bank
    is_taken      boolean  not null default false,
    assigned_as   text     check (assigned_as in ('deposit', 'receivable', 'interest', 'charge', 'funding',
                                                  'exchange', 'other')),
    account       text,  -- the other side of suspense
    item_id       text,  -- what it was for, where the assignment names it
    constraint line_is_assigned_to_an_account check ((assigned_as is null) = (account is null)),
    constraint line_was_heard_of check (is_taken or assigned_as is not null)
);
create index bank_line_half_booked on ledger.bank_line (fund, booked_on)
    where not is_taken or assigned_as is null;
create index bank_line_by_funding on ledger.bank_line (fund, item_id) where assigned_as = 'funding';

create function ledger.check_bank_line() returns trigger language plpgsql as $$
begin
    if (old.is_taken and not new.is_taken)
       or (old.assigned_as is not null
           and row(new.assigned_as, new.account, new.item_id)
               is distinct from row(old.assigned_as, old.account, old.item_id)) then
        raise check_violation using constraint = 'line_is_assigned_once',
            message = 'violates constraint "line_is_assigned_once"';
    end if;
    return new;
end $$;

create trigger bank_line_is_sound before update on ledger.bank_line
    for each row execute function ledger.check_bank_line();

-- ---- what others owe the fund ----------------------------------------------------------------------

create table ledger.receivable (
    receivable_id   uuid     primary key,
    fund            text     not null,
    kind            text     not null check (kind in ('insurer_share', 'agency_share', 'overpayment')),
    debtor          text     not null,  -- an insurer's or agency's code; "payee"
    entitlement_id  uuid     not null,
    currency        char(3)  not null,
    amount_minor    bigint   not null check (amount_minor > 0),  -- as raised
    is_raised       boolean  not null default false,             -- booked
    reduced_minor   bigint   not null default 0,
    constraint receivable_is_reduced_within_its_amount check (reduced_minor between 0 and amount_minor)
);
create index receivable_by_entitlement on ledger.receivable (entitlement_id);

create table ledger.reduction (
    reduction_id   uuid    primary key,
    fund           text    not null,
    receivable_id  uuid    not null references ledger.receivable,
    how            text    not null check (how in ('paid', 'bond', 'set_off', 'written_off', 'withdrawn',
                                                   'paid_direct')),
    amount_minor   bigint  not null check (amount_minor > 0)
);
create index reduction_by_receivable on ledger.reduction (receivable_id);

-- What a reduction does not count for any more: so much is owed again.
create table ledger.undoing (
    undoing_id     uuid    primary key,
    fund           text    not null,
    receivable_id  uuid    not null references ledger.receivable,
    reduction_id   uuid    not null references ledger.reduction,
    amount_minor   bigint  not null check (amount_minor > 0)
);
create index undoing_by_reduction on ledger.undoing (reduction_id);
create index undoing_by_receivable on ledger.undoing (receivable_id);

create function ledger.check_undoing() returns trigger language plpgsql as $$
begin
    if (select sum(u.amount_minor) from ledger.undoing u where u.reduction_id = new.reduction_id)
       > (select d.amount_minor from ledger.reduction d
           where d.reduction_id = new.reduction_id and d.receivable_id = new.receivable_id) then
        raise check_violation using constraint = 'no_more_is_undone_than_was_reduced',
            message = 'violates constraint "no_more_is_undone_than_was_reduced"';
    end if;
    return null;
end $$;

create trigger undoing_is_sound after insert on ledger.undoing
    for each row execute function ledger.check_undoing();

-- What a purse lends so that an insurer's award is paid before the insurer pays. It waits until the
-- lender can bear it, and lends no more than the award still lacks by then.
create table ledger.advance (
    receivable_id   uuid         primary key references ledger.receivable,
    fund            text         not null,
    entitlement_id  uuid         not null,
    lender          text         not null,
    currency        char(3)      not null,
    asked_minor     bigint       not null check (asked_minor > 0),
    lent_minor      bigint       not null default 0,
    ended_minor     bigint       not null default 0,  -- of it: repaid, given back or borne by the lender
    waits           boolean      not null,
    approved_at     timestamptz  not null,
    foreign key (fund, lender) references ledger.purse,
    constraint advance_within_what_was_asked check (lent_minor between 0 and asked_minor),
    constraint advance_ends_within_what_was_lent check (ended_minor between 0 and lent_minor),
    constraint nothing_is_lent_while_it_waits check (not waits or lent_minor = 0)
);
create index advance_by_entitlement on ledger.advance (entitlement_id);
create index advance_waiting on ledger.advance (fund, lender, approved_at, receivable_id) where waits;

create function ledger.check_advance() returns trigger language plpgsql as $$
begin
    if (new.waits and not old.waits) or (not old.waits and new.lent_minor <> old.lent_minor)
       or new.ended_minor < old.ended_minor then
        raise check_violation using constraint = 'advance_is_lent_once',
            message = 'violates constraint "advance_is_lent_once"';
    end if;
    return new;
end $$;

create trigger advance_is_sound before update on ledger.advance
    for each row execute function ledger.check_advance();

-- ---- reservations: set aside, unclaimed, discharged ------------------------------------------------

-- Set aside: money that came for this award while it is short. Discharged: ended without an order,
-- set off against a debt or handed over to the state.
alter table ledger.reservation
    add column set_aside_minor bigint not null default 0 check (set_aside_minor >= 0),
    add column unclaimed_minor bigint not null default 0 check (unclaimed_minor >= 0),
    add column discharged_minor bigint not null default 0 check (discharged_minor >= 0),
    drop constraint released_within_reservation,
    drop constraint settled_within_reservation,
    drop constraint paid_iff_settled,
    add constraint released_within_reservation check (
        released_minor - returned_minor + voided_minor + unclaimed_minor + discharged_minor <= amount_minor),
    add constraint settled_within_reservation check (
        settled_minor + voided_minor + unclaimed_minor + discharged_minor <= amount_minor),
    add constraint paid_iff_settled_or_discharged check (
        (state = 'paid') = (settled_minor + discharged_minor > 0
                            and settled_minor + discharged_minor + voided_minor = amount_minor)),
    add constraint set_aside_only_while_short check (
        set_aside_minor = 0 or (state = 'short' and set_aside_minor < amount_minor));

insert into ledger.reservation_move values
    ('voided', 'paid'),    -- all of it was set off before it was withdrawn
    ('paid', 'reserved'),  -- the bank took its word back
    ('paid', 'voided');    -- the same, of an award that was withdrawn

create table ledger.set_off (
    set_off_id      uuid     primary key,
    fund            text     not null,
    receivable_id   uuid     not null,
    entitlement_id  uuid     not null,
    currency        char(3)  not null,
    amount_minor    bigint   not null check (amount_minor > 0),
    is_undone       boolean  not null default false  -- its award was withdrawn
);

create table ledger.order_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into ledger.order_move values
    ('in_transit', 'settled'),
    ('in_transit', 'returned'),
    ('settled', 'returned');  -- the bank took its word back

create or replace function ledger.check_payment_move() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (
        select from ledger.order_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'order_move_is_known',
            message = 'violates constraint "order_move_is_known"';
    end if;
    return new;
end $$;

-- ---- a wish to close or reopen a month can be taken back -------------------------------------------

alter table ledger.period_change
    add column withdrawn_at timestamptz,
    add constraint withdrawn_change_is_not_confirmed check (withdrawn_at is null or confirmed_at is null);
drop index ledger.one_change_of_a_period_waits;
create unique index one_change_of_a_period_waits on ledger.period_change (fund, month)
    where confirmed_by is null and withdrawn_at is null;

grant select, insert on ledger.bank_line, ledger.receivable, ledger.reduction, ledger.undoing,
    ledger.advance, ledger.set_off to haven_ledger;
grant select on ledger.order_move to haven_ledger;
grant update (is_taken, assigned_as, account, item_id) on ledger.bank_line to haven_ledger;
grant update (is_undone) on ledger.set_off to haven_ledger;
grant update (is_raised, reduced_minor) on ledger.receivable to haven_ledger;
grant update (lent_minor, ended_minor, waits) on ledger.advance to haven_ledger;
grant update (withdrawn_at) on ledger.period_change to haven_ledger;
grant select on ledger.bank_line, ledger.receivable, ledger.reduction, ledger.undoing, ledger.advance,
    ledger.set_off, ledger.order_move to haven_auditor;
