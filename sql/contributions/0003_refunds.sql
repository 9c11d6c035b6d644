-- Contributions that are given back to whoever paid them.
insert into contributions.transition (machine, from_state, to_state) values
    ('receipt', 'unmatched', 'refunded'),
    ('receipt', 'matched', 'refunded'),
    ('refund', 'asked', 'approved'),
    ('refund', 'asked', 'refused'),
    ('refund', 'approved', 'paid'),
    ('refund', 'approved', 'returned'),
    ('refund', 'paid', 'returned'),
    ('refund', 'returned', 'paid');

alter table contributions.receipt drop constraint receipt_state_check,
    add constraint receipt_has_a_state_of_its_machine
        check (state in ('unmatched', 'matched', 'reversed', 'refunded'));

create table contributions.refund (
    refund_id        uuid        primary key,
    fund             text        not null,
    receipt_id       uuid        not null references contributions.receipt,
    amount_minor     bigint      not null check (amount_minor > 0),
    currency         char(3)     not null,
    reason           text        not null,
    payer_name       text        not null,
    owner_name       text        not null,
    bank             text        not null,
    account          text        not null,
    state            text        not null
        check (state in ('asked', 'refused', 'approved', 'paid', 'returned')),
    ends_cover       boolean     not null default false,
    asked_by         text        not null,
    asked_on         date        not null,
    asked_at         timestamptz not null,
    decided_by       text,
    decided_on       date,
    decided_at       timestamptz,
    refused_because  text,
    paid_on          date,
    payment_said_at  timestamptz,   -- the newest news of its payment counts
    constraint refund_decided_by_another_person check (decided_by <> asked_by),
    constraint decided_refund_says_by_whom check ((state = 'asked')
        = (decided_by is null and decided_on is null and decided_at is null)),
    constraint refused_refund_says_why check ((state = 'refused') = (refused_because is not null)),
    constraint paid_refund_says_when check (state <> 'paid' or paid_on is not null)
);
create index refund_by_receipt on contributions.refund (receipt_id);
create index refund_by_fund on contributions.refund (fund, state, refund_id);
create trigger refund_moves before update of state on contributions.refund
    for each row execute function contributions.refuse_illegal_move();

-- What is promised of a receipt is never more than it, and of a reversed one nothing. The receipt is
-- held, so that two people who ask at once are counted one after the other.
create function contributions.refund_fits_its_receipt() returns trigger language plpgsql as $$
declare
    whole    contributions.receipt;
    promised bigint;
begin
    select * into whole from contributions.receipt where receipt_id = new.receipt_id for update;
    select coalesce(sum(amount_minor), 0) into promised from contributions.refund
     where receipt_id = new.receipt_id and state <> 'refused';
    if whole.state not in ('unmatched', 'matched') or whole.currency <> new.currency
       or whole.fund <> new.fund or promised + new.amount_minor > whole.amount_minor then
        raise exception
            'refund % violates constraint "receipt_is_never_refunded_beyond_its_amount"',
            new.refund_id
            using errcode = 'check_violation',
                  constraint = 'receipt_is_never_refunded_beyond_its_amount';
    end if;
    return new;
end $$;
create trigger refund_fits_its_receipt before insert on contributions.refund
    for each row execute function contributions.refund_fits_its_receipt();

-- A receipt of which something is promised is neither reversed nor given to a member; it is refunded
-- when people approved that all of it goes back.
create function contributions.receipt_keeps_its_refunds() returns trigger language plpgsql as $$
declare
    promised bigint;
    approved bigint;
    broken   text;
begin
    select coalesce(sum(amount_minor) filter (where state <> 'refused'), 0),
           coalesce(sum(amount_minor) filter (where state not in ('asked', 'refused')), 0)
      into promised, approved from contributions.refund where receipt_id = new.receipt_id;
    broken := case
        when new.state = 'reversed' and promised > 0 then 'refunded_receipt_is_not_reversed'
        when new.state = 'matched' and promised > 0 then 'refunded_receipt_is_not_matched'
        when new.state = 'refunded' and approved <> new.amount_minor
            then 'refunded_iff_all_of_it_goes_back'
    end;
    if broken is not null then
        raise exception 'receipt % violates constraint "%"', new.receipt_id, broken
            using errcode = 'check_violation', constraint = broken;
    end if;
    return new;
end $$;
create trigger receipt_keeps_its_refunds before update of state on contributions.receipt
    for each row when (new.state is distinct from old.state)
    execute function contributions.receipt_keeps_its_refunds();

grant select, insert, update on contributions.refund to haven_contributions;
grant select on contributions.refund to haven_auditor;
