-- The books of every fund: double entry, append-only. Amounts are minor units; debit is positive.
create schema ledger;

-- ---- chart of accounts and journal ----------------------------------------------------------------

create table ledger.account (
    fund      text    not null,
    code      text    not null,  -- "bank:PHP", "owwa_welfare:reserved"
    currency  char(3) not null,
    kind      text    not null check (kind in ('asset', 'liability', 'income', 'expense', 'equity')),
    primary key (fund, code)
);

-- One cause makes one entry of a kind. A mistake is corrected by a new entry.
create table ledger.entry (
    entry_id     uuid        primary key,
    fund         text        not null,
    cause        text        not null,  -- entitlement, bank reference, receipt or funding
    kind         text        not null check (kind in ('funding', 'contribution', 'contribution_reversal',
                                 'award', 'void', 'reinstatement', 'release', 'settlement', 'return')),
    led_by       text        not null,  -- the event or command that led to it
    claim_id     uuid,
    caused_on    date        not null,  -- the day of the cause, by the fund's calendar
    booked_on    date        not null,  -- the same day, or the first day after the closed periods
    recorded_at  timestamptz not null,
    tx           xid8        not null default pg_current_xact_id(),
    constraint one_entry_per_cause unique (fund, cause, kind)
);
create index entry_by_claim on ledger.entry (claim_id) where claim_id is not null;
create index entry_by_day on ledger.entry (fund, booked_on, entry_id);

create table ledger.posting (
    entry_id      uuid     not null,
    line          smallint not null,
    fund          text     not null,
    account       text     not null,
    currency      char(3)  not null,
    amount_minor  bigint   not null check (amount_minor <> 0),  -- debit > 0, credit < 0
    primary key (entry_id, line)
);
create index posting_by_account on ledger.posting (fund, account, entry_id) include (amount_minor);

-- Checked when the transaction ends. Foreign keys would do a part of this, but each of them locks the
-- row that it points at, and every claim would write to the same few accounts.
create function ledger.check_posting() returns trigger language plpgsql as $$
declare
    postings int;
    known int;
    off_balance boolean;
begin
    perform from ledger.entry e
      where e.entry_id = new.entry_id and e.fund = new.fund and e.tx = pg_current_xact_id();
    if not found then
        raise check_violation using constraint = 'posting_is_written_with_its_entry',
            message = 'violates constraint "posting_is_written_with_its_entry"';
    end if;
    select sum(c.postings), sum(c.known), bool_or(c.total <> 0) into postings, known, off_balance
      from (select count(*) as postings, count(a.code) as known, sum(p.amount_minor) as total
              from ledger.posting p
              left join ledger.account a
                on a.fund = p.fund and a.code = p.account and a.currency = p.currency
             where p.entry_id = new.entry_id
             group by p.currency) c;
    if off_balance then
        raise check_violation using constraint = 'entry_balances_in_every_currency',
            message = 'violates constraint "entry_balances_in_every_currency"';
    end if;
    if known <> postings then
        raise check_violation using constraint = 'posting_has_an_account_of_its_currency',
            message = 'violates constraint "posting_has_an_account_of_its_currency"';
    end if;
    return null;
end $$;

create constraint trigger posting_is_sound
    after insert on ledger.posting deferrable initially deferred
    for each row execute function ledger.check_posting();

-- ---- purses: money that may only be spent on what it is for ----------------------------------------

create table ledger.purse (
    fund         text    not null,
    purse        text    not null,  -- "owwa_welfare"
    layer        text    not null check (layer in ('fund', 'insurer', 'employer', 'agency')),
    currency     char(3) not null,
    floor_minor  bigint  not null default 0 check (floor_minor >= 0),
    primary key (fund, purse)
);

-- At most one purse pays a benefit of a scheme in a currency.
create table ledger.purse_purpose (
    fund      text    not null,
    scheme    text    not null,
    benefit   text    not null,
    currency  char(3) not null,
    purse     text    not null,
    active    boolean not null default true,
    primary key (fund, scheme, benefit, currency),
    foreign key (fund, purse) references ledger.purse
);

-- What a purse can still award, split so that claims that arrive at the same time change different
-- rows. Slice 0 holds the floor back; a claim takes from the slice of its own number, 1 to 16.
create table ledger.purse_slice (
    fund             text     not null,
    purse            text     not null,
    slice            smallint not null check (slice between 0 and 16),
    available_minor  bigint   not null default 0,
    primary key (fund, purse, slice),
    foreign key (fund, purse) references ledger.purse,
    constraint purse_never_negative check (available_minor >= 0)
) with (fillfactor = 50);

create function ledger.keep_floor() returns trigger language plpgsql as $$
begin
    if new.available_minor < (select floor_minor from ledger.purse p
                               where p.fund = new.fund and p.purse = new.purse) then
        raise check_violation using constraint = 'purse_keeps_its_floor',
            message = 'violates constraint "purse_keeps_its_floor"';
    end if;
    return new;
end $$;

create trigger slice_keeps_floor before update on ledger.purse_slice
    for each row when (new.slice = 0 and new.available_minor < old.available_minor)
    execute function ledger.keep_floor();

-- Money brought into a purse: asked for by one person, posted when a second one confirms.
create table ledger.funding (
    funding_id    uuid        primary key,
    fund          text        not null,
    purse         text        not null,
    currency      char(3)     not null,
    amount_minor  bigint      not null check (amount_minor > 0),
    reference     text        not null,  -- of the deposit, as the bank prints it
    reason        text        not null,
    requested_by  text        not null,
    requested_at  timestamptz not null,
    confirmed_by  text,
    confirmed_at  timestamptz,
    foreign key (fund, purse) references ledger.purse,
    constraint one_funding_per_deposit unique (fund, purse, reference),
    constraint funding_confirmed_by_a_second_person check (confirmed_by <> requested_by),
    constraint funding_confirmed_by_someone check ((confirmed_by is null) = (confirmed_at is null))
);

-- ---- reservations: an award's money, from the purse to the payees ----------------------------------

create table ledger.reservation_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into ledger.reservation_move values
    ('short', 'reserved'),     -- the purse was funded
    ('short', 'voided'),
    ('reserved', 'voided'),
    ('reserved', 'paid'),
    ('voided', 'reserved');    -- the order had left before the award was withdrawn

create table ledger.reservation (
    entitlement_id  uuid        primary key,
    fund            text        not null,
    claim_id        uuid        not null,
    purse           text        not null,
    scheme          text        not null,
    benefit         text        not null,
    currency        char(3)     not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    released_minor  bigint      not null default 0 check (released_minor >= 0),
    returned_minor  bigint      not null default 0 check (returned_minor >= 0),
    settled_minor   bigint      not null default 0 check (settled_minor >= 0),
    voided_minor    bigint      not null default 0 check (voided_minor >= 0),
    state           text        not null check (state in ('reserved', 'short', 'voided', 'paid')),
    withdrawn       boolean     not null default false,
    award           bytea,      -- what was awarded, kept while the purse is short
    awarded_at      timestamptz not null,
    version         bigint      not null default 1,
    constraint released_within_reservation check (
        released_minor - returned_minor + voided_minor <= amount_minor),
    constraint settled_within_reservation check (settled_minor + voided_minor <= amount_minor),
    constraint award_kept_iff_short check ((state = 'short') = (award is not null)),
    constraint paid_iff_settled check (
        (state = 'paid') = (settled_minor > 0 and settled_minor + voided_minor = amount_minor)),
    constraint voided_iff_nothing_left check ((state = 'voided') = (voided_minor = amount_minor))
) with (fillfactor = 80);
create index reservation_by_claim on ledger.reservation (claim_id);
create index reservation_waiting on ledger.reservation (fund, purse, awarded_at, entitlement_id)
    where state = 'short';

create function ledger.check_reservation() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform from ledger.purse_purpose p
          where p.fund = new.fund and p.scheme = new.scheme and p.benefit = new.benefit
            and p.currency = new.currency and p.purse = new.purse and p.active;
        if not found then
            raise check_violation using constraint = 'purse_pays_only_what_it_is_for',
                message = 'violates constraint "purse_pays_only_what_it_is_for"';
        end if;
        return new;
    end if;
    if row(new.fund, new.claim_id, new.purse, new.scheme, new.benefit, new.currency, new.amount_minor)
       is distinct from
       row(old.fund, old.claim_id, old.purse, old.scheme, old.benefit, old.currency, old.amount_minor)
    then
        raise check_violation using constraint = 'reservation_keeps_its_terms',
            message = 'violates constraint "reservation_keeps_its_terms"';
    end if;
    if new.state <> old.state and not exists (
        select from ledger.reservation_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'reservation_move_is_known',
            message = 'violates constraint "reservation_move_is_known"';
    end if;
    return new;
end $$;

create trigger reservation_is_sound before insert or update on ledger.reservation
    for each row execute function ledger.check_reservation();

-- An order to the bank, as far as the books go: one row for each bank reference.
create table ledger.reservation_payment (
    fund            text        not null,
    bank_reference  text        not null,
    payment_id      uuid        not null,
    entitlement_id  uuid        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    state           text        not null check (state in ('in_transit', 'settled', 'returned')),
    moved_at        timestamptz not null,
    primary key (fund, bank_reference)
);
create index reservation_payment_by_entitlement on ledger.reservation_payment (entitlement_id);

create function ledger.check_payment_move() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and old.state <> 'in_transit' then
        raise check_violation using constraint = 'order_ends_once',
            message = 'violates constraint "order_ends_once"';
    end if;
    return new;
end $$;

create trigger reservation_payment_ends_once before update on ledger.reservation_payment
    for each row execute function ledger.check_payment_move();

-- Entitlements taken back, remembered so that an award that is heard of later reserves nothing.
create table ledger.withdrawal (
    entitlement_id  uuid        primary key,
    fund            text        not null,
    withdrawn_at    timestamptz not null
);

grant usage on schema ledger to haven_ledger, haven_auditor;
grant select, insert on ledger.account, ledger.posting, ledger.withdrawal to haven_ledger;
grant select on ledger.entry, ledger.reservation_move to haven_ledger;
-- Not the column tx: an entry is of the transaction that writes it. Not booked_on: the database
-- finds the first open day.
grant insert (entry_id, fund, cause, kind, led_by, claim_id, caused_on, recorded_at)
    on ledger.entry to haven_ledger;
grant select, insert, update on ledger.purse, ledger.purse_purpose, ledger.purse_slice,
    ledger.funding, ledger.reservation, ledger.reservation_payment to haven_ledger;
grant select on all tables in schema ledger to haven_auditor;
