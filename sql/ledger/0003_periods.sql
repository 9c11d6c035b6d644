-- Months that are closed: nothing is booked into them any more. They are closed one after the other
-- and reopened from the last one back, so that the closed months are everything up to one day.

-- A wish to close or to reopen a month, carried out when a second person confirms it.
create table ledger.period_change (
    change_id     uuid         primary key,
    fund          text         not null,
    month         date         not null check (month = date_trunc('month', month)),  -- its first day
    step          text         not null check (step in ('close', 'reopen')),
    reason        text         not null check (reason <> ''),
    requested_by  text         not null,
    requested_at  timestamptz  not null,
    confirmed_by  text,
    confirmed_at  timestamptz,
    constraint period_change_confirmed_by_a_second_person check (confirmed_by <> requested_by),
    constraint period_change_confirmed_by_someone check ((confirmed_by is null) = (confirmed_at is null))
);
create unique index one_change_of_a_period_waits on ledger.period_change (fund, month)
    where confirmed_by is null;

create table ledger.closed_period (
    fund       text  not null,
    month      date  not null,
    change_id  uuid  not null references ledger.period_change,  -- that closed it
    primary key (fund, month)
);

-- The trial balance at the end of a closed month, from the beginning of the books. It is kept to show
-- that it never changes.
create table ledger.closed_balance (
    fund          text     not null,
    month         date     not null,
    account       text     not null,
    currency      char(3)  not null,
    debit_minor   bigint   not null check (debit_minor >= 0),
    credit_minor  bigint   not null check (credit_minor >= 0),
    primary key (fund, month, account),
    foreign key (fund, month) references ledger.closed_period on delete cascade
);

-- Who closed a month cannot take part in reopening it.
create function ledger.check_period_change() returns trigger language plpgsql as $$
begin
    perform from ledger.closed_period c join ledger.period_change closing using (change_id)
      where c.fund = new.fund and c.month = new.month
        and array[closing.requested_by, closing.confirmed_by]
            && array[new.requested_by, new.confirmed_by];
    if found then
        raise check_violation using constraint = 'period_reopened_by_two_other_persons',
            message = 'violates constraint "period_reopened_by_two_other_persons"';
    end if;
    return new;
end $$;

create trigger period_change_is_sound before insert or update on ledger.period_change
    for each row when (new.step = 'reopen') execute function ledger.check_period_change();

-- Nobody books while a month is being closed or reopened, and nobody closes one while somebody books.
create function ledger.period_lock(fund text) returns bigint language sql immutable
    as $$ select hashtextextended('ledger.period ' || fund, 0) $$;

-- A cause of a closed month is booked on the first day after the closed ones. The lock is kept until
-- the transaction ends; those who book share it.
create function ledger.book_on_open_day() returns trigger language plpgsql as $$
declare
    last_closed date;
begin
    perform pg_advisory_xact_lock_shared(ledger.period_lock(new.fund));
    select max(month) into last_closed from ledger.closed_period where fund = new.fund;
    new.booked_on := greatest(new.caused_on, (last_closed + interval '1 month')::date);
    return new;
end $$;

create trigger entry_is_booked_on_an_open_day before insert on ledger.entry
    for each row execute function ledger.book_on_open_day();

-- A month is closed with all of the books sealed, and nobody writes it but by confirming.
create function ledger.check_closing() returns trigger language plpgsql as $$
begin
    perform from ledger.period_change p
      where p.change_id = new.change_id and p.fund = new.fund and p.month = new.month
        and p.step = 'close' and p.confirmed_by is not null;
    if not found then
        raise check_violation using constraint = 'period_closed_by_two_persons',
            message = 'violates constraint "period_closed_by_two_persons"';
    end if;
    perform from ledger.entry e
      where e.fund = new.fund and e.booked_on < new.month + interval '1 month'
        and not exists (select from ledger.seal s where s.entry_id = e.entry_id);
    if found then
        raise check_violation using constraint = 'closed_entries_are_sealed',
            message = 'violates constraint "closed_entries_are_sealed"';
    end if;
    return new;
end $$;

create trigger closing_is_sound before insert on ledger.closed_period
    for each row execute function ledger.check_closing();

grant select, insert on ledger.period_change, ledger.closed_balance to haven_ledger;
grant update (confirmed_by, confirmed_at) on ledger.period_change to haven_ledger;
grant select, insert, delete on ledger.closed_period to haven_ledger;
grant select on ledger.period_change, ledger.closed_period, ledger.closed_balance to haven_auditor;
