-- Purses by budget year, what lapses of them, money changed into another currency, and earmarks.

alter table ledger.entry drop constraint if exists entry_kind_check;
alter table ledger.entry add constraint entry_kind_check check (kind in (
    'funding', 'contribution', 'contribution_reversal', 'unmatched', 'unmatched_reversal', 'refund',
    'award', 'void', 'reinstatement', 'release', 'settlement', 'return', 'late_return',
    'bank_credit', 'bank_debit', 'assignment', 'receivable', 'advance', 'recovery', 'write_off',
    'recovery_undone', 'set_off', 'set_off_undone', 'unclaimed', 'unclaimed_found', 'unclaimed_ended', 'exchange', 'expiry'));

-- ---- budget years ----------------------------------------------------------------------------------

-- What the years of a purse are made from: an award is charged to the year in which it arose.
create table ledger.yearly_purse (
    fund                 text    not null,
    template             text    not null,  -- "owwa_assistance"; its years are "owwa_assistance_2026"
    layer                text    not null check (layer in ('fund', 'insurer', 'employer', 'agency')),
    currency             char(3) not null,
    floor_minor          bigint  not null check (floor_minor >= 0),
    closes_after_months  int     not null check (closes_after_months between 0 and 60),
    remainder_to         text    not null,  -- the undivided purse that gets what a closed year holds
    primary key (fund, template),
    foreign key (fund, remainder_to) references ledger.purse
);

-- A purse that was undivided when its fund divided it has the template, closes on that day and has
-- no year.
alter table ledger.purse
    add column template text,
    add column budget_year int check (budget_year between 1900 and 2200),
    add column closes_on date,  -- the first day on which it takes no new awards
    add column late_minor bigint not null default 0,  -- funded after that day and not awarded since
    add foreign key (fund, template) references ledger.yearly_purse,
    add constraint one_purse_per_budget_year unique (fund, template, budget_year),
    add constraint divided_purse_closes check ((template is null) = (closes_on is null)),
    add constraint budget_year_is_of_a_template check (budget_year is null or template is not null),
    add constraint late_money_only_in_a_divided_purse check (
        late_minor = 0 or (late_minor > 0 and template is not null));

-- A benefit is paid by a purse, or by the years of a template.
alter table ledger.purse_purpose
    alter column purse drop not null,
    add column template text,
    add foreign key (fund, template) references ledger.yearly_purse,
    add constraint purpose_names_a_purse_or_a_template check (num_nonnulls(purse, template) = 1);

alter table ledger.reservation add column arose_on date;  -- chooses the budget year

create or replace function ledger.check_reservation() returns trigger language plpgsql as $$
declare
    year_of_purse int;
begin
    if tg_op = 'INSERT' then
        select p.budget_year into year_of_purse
          from ledger.purse p
          join ledger.purse_purpose u
            on u.fund = p.fund
               and (u.purse = p.purse or (u.template = p.template and p.budget_year is not null))
         where p.fund = new.fund and p.purse = new.purse and u.scheme = new.scheme
           and u.benefit = new.benefit and u.currency = new.currency and u.active;
        if not found then
            raise check_violation using constraint = 'purse_pays_only_what_it_is_for',
                message = 'violates constraint "purse_pays_only_what_it_is_for"';
        end if;
        if year_of_purse is distinct from
           (case when year_of_purse is not null then extract(year from new.arose_on)::int end) then
            raise check_violation using constraint = 'award_is_charged_to_the_year_it_arose_in',
                message = 'violates constraint "award_is_charged_to_the_year_it_arose_in"';
        end if;
        return new;
    end if;
    if row(new.fund, new.claim_id, new.purse, new.scheme, new.benefit, new.currency,
           new.amount_minor, new.arose_on)
       is distinct from
       row(old.fund, old.claim_id, old.purse, old.scheme, old.benefit, old.currency,
           old.amount_minor, old.arose_on)
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

-- What a closed year still holds goes to its template's remainder purse: asked for by one person,
-- booked when a second one confirms.
create table ledger.expiry (
    expiry_id     uuid        primary key,
    fund          text        not null,
    purse         text        not null,
    number        int         not null check (number > 0),  -- 1, 2, ... of the purse
    remainder_to  text        not null,
    reason        text        not null check (reason <> ''),
    requested_by  text        not null,
    requested_at  timestamptz not null,
    amount_minor  bigint      check (amount_minor > 0),     -- known once it is confirmed
    confirmed_by  text,
    confirmed_at  timestamptz,
    foreign key (fund, purse) references ledger.purse,
    foreign key (fund, remainder_to) references ledger.purse,
    constraint one_number_per_expiry unique (fund, purse, number),
    constraint expiry_confirmed_by_a_second_person check (confirmed_by <> requested_by),
    constraint expiry_confirmed_with_its_amount check (
        num_nulls(confirmed_by, confirmed_at, amount_minor) in (0, 3))
);
create unique index one_expiry_of_a_purse_waits on ledger.expiry (fund, purse)
    where confirmed_by is null;

create function ledger.check_expiry() returns trigger language plpgsql as $$
begin
    perform from ledger.purse p
      where p.fund = new.fund and p.purse = new.purse and p.template is not null;
    if not found then
        raise check_violation using constraint = 'only_a_budget_year_expires',
            message = 'violates constraint "only_a_budget_year_expires"';
    end if;
    return new;
end $$;

create trigger expiry_is_sound before insert on ledger.expiry
    for each row execute function ledger.check_expiry();

-- ---- money changed into another currency -----------------------------------------------------------

create table ledger.exchange (
    exchange_id      uuid        primary key,
    fund             text        not null,
    from_purse       text        not null,
    to_purse         text        not null,
    sold_minor       bigint      not null check (sold_minor > 0),
    sold_currency    char(3)     not null,
    bought_minor     bigint      not null check (bought_minor > 0),
    bought_currency  char(3)     not null,
    rate             numeric     not null check (rate > 0),  -- units bought for one unit sold
    rate_source      text        not null check (rate_source <> ''),
    rate_on          date        not null,
    reference        text        not null check (reference <> ''),  -- the bank's number of the deal
    reason           text        not null check (reason <> ''),
    requested_by     text        not null,
    requested_at     timestamptz not null,
    confirmed_by     text,
    confirmed_at     timestamptz,
    foreign key (fund, from_purse) references ledger.purse,
    foreign key (fund, to_purse) references ledger.purse,
    constraint one_exchange_per_deal unique (fund, reference),
    constraint exchange_is_between_two_currencies check (sold_currency <> bought_currency),
    constraint exchange_confirmed_by_a_second_person check (confirmed_by <> requested_by),
    constraint exchange_confirmed_by_someone check ((confirmed_by is null) = (confirmed_at is null))
);

-- The rate at which an entry changed money, where it comes from and of which day it is.
create table ledger.entry_rate (
    entry_id         uuid     primary key,
    sold_currency    char(3)  not null,
    bought_currency  char(3)  not null,
    rate             numeric  not null check (rate > 0),
    rate_source      text     not null check (rate_source <> ''),
    rate_on          date     not null
);
create index entry_rate_by_day on ledger.entry_rate (rate_on);

create function ledger.check_entry_rate() returns trigger language plpgsql as $$
begin
    perform from ledger.entry e
      where e.entry_id = new.entry_id and e.kind = 'exchange' and e.tx = pg_current_xact_id();
    if not found then
        raise check_violation using constraint = 'rate_is_written_with_its_exchange',
            message = 'violates constraint "rate_is_written_with_its_exchange"';
    end if;
    return new;
end $$;

create trigger entry_rate_is_sound before insert on ledger.entry_rate
    for each row execute function ledger.check_entry_rate();

create function ledger.check_exchange_entry() returns trigger language plpgsql as $$
begin
    perform from ledger.entry_rate r where r.entry_id = new.entry_id;
    if not found then
        raise check_violation using constraint = 'exchange_names_its_rate',
            message = 'violates constraint "exchange_names_its_rate"';
    end if;
    return null;
end $$;

create constraint trigger exchange_entry_is_sound
    after insert on ledger.entry deferrable initially deferred
    for each row when (new.kind = 'exchange') execute function ledger.check_exchange_entry();

-- ---- earmarks: a part of last year's income that belongs to a purse, or that it may not exceed -----

create table ledger.earmark (
    fund      text          not null,
    name      text          not null,  -- "reintegration"
    purse     text          not null,
    bound     text          not null check (bound in ('at_least', 'at_most')),
    hundredths_of_percent int not null check (hundredths_of_percent between 1 and 10000),
    base      text          not null check (base in ('contributions_last_year', 'interest_last_year')),
    active    boolean       not null default true,
    primary key (fund, name),
    foreign key (fund, purse) references ledger.purse
);

-- The year whose earmark a funding counts towards.
alter table ledger.funding add column for_year int check (for_year between 1900 and 2200);
update ledger.funding set for_year = extract(year from requested_at at time zone 'UTC');
alter table ledger.funding alter column for_year set not null;
create index funding_by_year on ledger.funding (fund, purse, for_year);

grant select, insert, update on ledger.yearly_purse, ledger.earmark to haven_ledger;
grant select, insert on ledger.expiry, ledger.exchange, ledger.entry_rate to haven_ledger;
grant update (amount_minor, confirmed_by, confirmed_at) on ledger.expiry to haven_ledger;
grant update (confirmed_by, confirmed_at) on ledger.exchange to haven_ledger;
grant select on ledger.yearly_purse, ledger.expiry, ledger.exchange, ledger.entry_rate,
    ledger.earmark to haven_auditor;
