-- What partners paid into the fund's bank account, and the lines of its statements that prove it.
insert into contributions.transition (machine, from_state, to_state) values
    ('deposit', 'announced', 'claimed'),
    ('deposit', 'announced', 'matched'),
    ('deposit', 'announced', 'cancelled'),
    ('deposit', 'claimed', 'announced'),
    ('deposit', 'claimed', 'matched'),
    ('deposit', 'cancelled', 'matched'),
    ('bank_line', 'unmatched', 'claimed'),
    ('bank_line', 'unmatched', 'matched'),
    ('bank_line', 'unmatched', 'elsewhere'),
    ('bank_line', 'claimed', 'matched'),
    ('bank_line', 'claimed', 'elsewhere');

create table contributions.deposit (
    deposit_id         uuid        primary key,
    fund               text        not null,
    partner            text        not null,
    reference          text        not null,   -- ours, printed on the transfer
    partner_reference  text,                   -- the partner's own
    -- As banks print it: capitals and digits alone. domain/deposit_reference.cpp says the same.
    partner_name       text        generated always as
        (upper(regexp_replace(partner_reference, '[^A-Za-z0-9]', '', 'g'))) stored,
    amount_minor       bigint      not null check (amount_minor > 0),
    currency           char(3)     not null,
    paid_on            date        not null,
    state              text        not null
        check (state in ('announced', 'claimed', 'matched', 'cancelled')),
    file_id            uuid        references contributions.contribution_file,
    announced_by       text        not null,
    announced_at       timestamptz not null,
    cancelled_by       text,
    cancelled_at       timestamptz,
    cancelled_because  text,
    constraint deposit_reference_is_its_own unique (reference),
    constraint deposit_has_one_fund_and_currency unique (deposit_id, fund, currency),
    constraint deposit_has_one_partner unique (deposit_id, fund, partner, currency),
    constraint cancelled_deposit_says_why check (state <> 'cancelled'
        or (cancelled_by is not null and cancelled_at is not null
            and cancelled_because is not null))
);
create unique index partner_names_a_deposit_once
    on contributions.deposit (fund, partner, partner_reference) where state <> 'cancelled';
create index deposit_by_partner on contributions.deposit (fund, partner, deposit_id);
create index open_deposit_by_amount
    on contributions.deposit (fund, currency, amount_minor, paid_on) where state = 'announced';
create index open_deposit_by_partner_name
    on contributions.deposit (fund, partner_name) where state = 'announced';
create trigger deposit_moves before update of state on contributions.deposit
    for each row execute function contributions.refuse_illegal_move();

-- A receipt is covered by one deposit at most, of its own partner and currency.
alter table contributions.receipt add column deposit_id uuid,
    add constraint deposit_covers_receipts_of_its_partner
        foreign key (deposit_id, fund, partner, currency)
        references contributions.deposit (deposit_id, fund, partner, currency);
create index receipt_by_deposit on contributions.receipt (deposit_id)
    where deposit_id is not null;
create index receipt_by_file on contributions.receipt (file_id) where file_id is not null;
create index uncovered_receipt on contributions.receipt (fund, partner, currency, paid_on)
    where deposit_id is null and state <> 'reversed';

-- Our copy of what disbursement says of lines that are no order of its own. Being a row's column,
-- the deposit of a line is one.
create table contributions.bank_line (
    line_id        uuid        primary key,
    fund           text        not null,
    amount_minor   bigint      not null check (amount_minor <> 0),  -- money out is negative
    currency       char(3)     not null,
    booked_on      date        not null,
    names          text[]      not null default '{}',  -- references in it, as banks print them
    state          text        not null
        check (state in ('unmatched', 'claimed', 'matched', 'elsewhere')),
    deposit_id     uuid,
    partner        text,       -- whose deposit it was, once disbursement has said so
    reason         text,       -- why it was taken for the deposit
    claimed_by     text,
    claimed_why    text,       -- in a person's words
    heard_at       timestamptz not null,
    constraint line_pays_a_deposit_of_its_currency foreign key (deposit_id, fund, currency)
        references contributions.deposit (deposit_id, fund, currency),
    constraint claimed_line_names_its_deposit
        check (state <> 'claimed' or (deposit_id is not null and reason is not null)),
    constraint matched_line_names_its_partner check (state <> 'matched' or partner is not null),
    constraint other_lines_name_no_deposit
        check (state in ('claimed', 'matched') or deposit_id is null)
);
create index bank_line_by_deposit on contributions.bank_line (deposit_id)
    where deposit_id is not null;
create index unmatched_bank_line on contributions.bank_line (fund, line_id)
    where state = 'unmatched';
create index unmatched_bank_line_by_amount
    on contributions.bank_line (fund, currency, amount_minor, booked_on)
    where state = 'unmatched';
create index matched_bank_line_by_partner on contributions.bank_line (fund, partner, currency)
    where state = 'matched';
create trigger bank_line_moves before update of state on contributions.bank_line
    for each row execute function contributions.refuse_illegal_move();

grant select, insert, update on contributions.deposit, contributions.bank_line
    to haven_contributions;
grant select on contributions.deposit, contributions.bank_line to haven_auditor;
