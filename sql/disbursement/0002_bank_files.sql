-- Files for the bank are pain.001, kept in parts; what the bank says comes as pain.002, camt.053 and
-- camt.054. Every booked line of a statement is an order's or a bank line that somebody explains.

-- ---- files for the bank ----------------------------------------------------------------------------

-- One file of orders: a batch's, or the single order of a payment that is sent again.
alter table disbursement.bank_file
    drop constraint bank_file_pkey,
    add column message_id   text,
    add column payment_id   uuid,
    add column attempt      smallint,
    add column book         text not null default '',  -- the fund's account, as the ledger calls it
    add column media_type   text not null default 'text/csv; charset=utf-8',
    add column currency     char(3),
    add column transfers    int,
    add column total_minor  bigint,
    add column bytes        bigint,
    add column written_at   timestamptz;

update disbursement.bank_file f
   set message_id = 'HB' || upper(replace(f.batch_id::text, '-', '')), currency = b.currency,
       transfers = b.released_count, total_minor = b.released_total_minor,
       bytes = octet_length(f.content), written_at = b.released_at
  from disbursement.batch b where b.batch_id = f.batch_id;

alter table disbursement.bank_file
    alter column media_type set default 'application/xml',
    alter column message_id set not null,
    alter column currency set not null,
    alter column transfers set not null,
    alter column total_minor set not null,
    alter column bytes set not null,
    alter column written_at set not null,
    add primary key (message_id),
    add constraint single_order_names_its_attempt check ((payment_id is null) = (attempt is null));
create unique index one_file_of_a_batch on disbursement.bank_file (batch_id)
    where payment_id is null;
create index bank_file_by_payment on disbursement.bank_file (payment_id, attempt, written_at)
    where payment_id is not null;

-- The bytes, in order. Written before the file is known to be good, hence the late check.
create table disbursement.bank_file_part (
    message_id  text  not null references disbursement.bank_file deferrable initially deferred,
    part        int   not null,
    content     bytea not null,
    primary key (message_id, part)
);
insert into disbursement.bank_file_part (message_id, part, content)
select message_id, 1, convert_to(content, 'UTF8') from disbursement.bank_file;
alter table disbursement.bank_file drop column content;

-- ---- payments --------------------------------------------------------------------------------------

-- A bank can take its word back days after the debit.
insert into disbursement.payment_move values ('settled', 'returned');

alter table disbursement.payment
    add column return_code     text,  -- ISO's, where the bank gives one
    add column returned_on     date,
    add column bank_status     text,  -- what the bank's last report said of the order, such as ACSP
    add column bank_status_at  timestamptz,
    add column bank_status_in  uuid,  -- the report
    -- What statements have shown of the order, whatever its state: the debit, the money coming back.
    add column was_debited     boolean not null default false,
    add column was_credited    boolean not null default false,
    -- The bank's own names of the two bookings in a camt.053: another name is another booking.
    add column debit_entry     text not null default '',
    add column credit_entry    text not null default '',
    drop constraint settled_on_a_day,
    add constraint settled_on_a_day check (
        case state when 'settled' then settled_on is not null
                   when 'returned' then true
                   else settled_on is null end),
    add constraint returned_on_a_day check (state = 'returned' or returned_on is null),
    add constraint return_code_of_a_return check (state = 'returned' or return_code is null);
update disbursement.payment set was_debited = true
 where state = 'settled' and resolved_by is null;

drop index disbursement.payment_by_batch;
create index payment_by_batch on disbursement.payment (batch_id, bank_reference collate "C")
    where batch_id is not null;
create index payment_to_repair on disbursement.payment (fund, returned_on, payment_id)
    where state = 'returned' and is_latest;

-- ---- what banks send -------------------------------------------------------------------------------

-- A file of the bank: one report about orders, or one or more statements of accounts.
alter table disbursement.statement
    add column kind     text not null default 'csv' check (kind in ('csv', 'status_report',
                            'statement', 'notification')),
    add column message  text not null default 'csv',  -- "camt.053.001.08"
    drop constraint bank_statement_taken_once,
    add constraint bank_statement_taken_once unique (fund, kind, bank_statement);
alter table disbursement.statement alter column kind drop default, alter column message drop default;

-- A statement or notification inside a file, about one account of the fund.
create table disbursement.account_statement (
    statement_id         uuid    not null references disbursement.statement
                                     deferrable initially deferred,
    number               int     not null,  -- within the file, from 1
    fund                 text    not null,
    kind                 text    not null check (kind in ('statement', 'notification')),
    bank_id              text    not null,  -- the bank's own number
    created              text    not null,  -- as the bank wrote it: the zone is often left out
    book                 text    not null,  -- the fund's account, as the ledger calls it
    currency             char(3) not null,
    electronic_sequence  bigint,
    page                 bigint,
    is_last_page         boolean not null,
    is_copy              boolean not null,
    opening_minor        bigint,
    opening_on           date,
    closing_minor        bigint,
    closing_on           date,
    is_proved            boolean not null,
    entries              bigint  not null,
    credits_minor        bigint  not null,
    debits_minor         bigint  not null,
    primary key (statement_id, number)
);
create unique index account_statement_taken_once on disbursement.account_statement
    (fund, book, kind, bank_id, created, coalesce(page, 1), coalesce(electronic_sequence, -1))
    where not is_copy;
create index account_statement_by_sequence on disbursement.account_statement
    (fund, book, kind, electronic_sequence) where not is_copy;

alter table disbursement.statement_line
    alter constraint statement_line_statement_id_fkey deferrable initially deferred,
    drop constraint statement_line_status_check,
    drop constraint statement_line_result_check,
    alter column currency drop not null,
    alter column amount_minor drop not null,
    alter column booked_on drop not null,
    add column part        int     not null default 1,  -- which account statement of the file
    add column file_line   int     not null default 0,  -- of the text
    add column is_credit   boolean not null default false,
    add column is_return   boolean not null default false,
    add column matched_by  text    not null default 'reference',
    add column entry_key   uuid,  -- of the booking, where the bank names it
    add column line_key    uuid,  -- of a line that no order explains
    add column line_id     uuid,  -- the bank line that it is
    add constraint statement_line_status_check check (status in ('booked', 'returned', 'pending',
        'information', 'future', 'reported')),
    add constraint statement_line_result_check check (result in ('settled', 'returned', 'already',
        'noted', 'unmatched', 'amount_differs', 'currency_differs', 'not_released',
        'contradicts')),
    add constraint line_is_matched_by_something check (matched_by in ('none', 'reference',
        'instruction_id', 'transaction_id', 'bank_reference', 'remittance', 'batch')),
    add constraint booked_line_has_an_amount check (
        result not in ('settled', 'returned') or status = 'reported' or amount_minor is not null);
create index statement_line_by_entry on disbursement.statement_line (entry_key)
    where entry_key is not null;
create index statement_line_by_key on disbursement.statement_line (line_key)
    where line_key is not null;
create index statement_line_by_reference on disbursement.statement_line (bank_reference)
    where result = 'settled';

-- ---- bank lines ------------------------------------------------------------------------------------

create table disbursement.bank_line_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into disbursement.bank_line_move values ('open', 'assigned');

-- A booking that no order of ours explains: a deposit, a receivable that is paid, interest, a charge.
create table disbursement.bank_line (
    line_id         uuid        primary key,
    fund            text        not null,
    statement_id    uuid        not null references disbursement.statement
                                    deferrable initially deferred,
    line            int         not null,
    book            text        not null,
    is_credit       boolean     not null,
    currency        char(3)     not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    booked_on       date        not null,
    names           text[]      not null,  -- every name in it that could be ours
    counterparty    text        not null,
    remittance      text        not null,
    taken_at        timestamptz not null,
    state           text        not null default 'open' check (state in ('open', 'assigned')),
    assigned_as     text        check (assigned_as in ('deposit', 'receivable', 'interest', 'charge',
                                    'funding', 'exchange', 'other')),
    item_id         text,
    party           text,
    reason          text,
    assigned_by     text,
    assigned_at     timestamptz,
    constraint line_is_assigned_as_something check (
        (state = 'assigned') = (assigned_as is not null and assigned_by is not null
                                and assigned_at is not null and reason is not null)),
    constraint interest_comes_in check (assigned_as <> 'interest' or is_credit),
    constraint charges_go_out check (assigned_as <> 'charge' or not is_credit)
);
create index bank_line_open on disbursement.bank_line (fund, booked_on, line_id) where state = 'open';
create index bank_line_by_fund on disbursement.bank_line (fund, booked_on, line_id);

create function disbursement.check_bank_line() returns trigger language plpgsql as $$
begin
    if not exists (select from disbursement.bank_line_move m
                    where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'bank_line_is_assigned_once',
            message = 'violates constraint "bank_line_is_assigned_once"';
    end if;
    if row(new.fund, new.statement_id, new.line, new.book, new.is_credit, new.currency,
           new.amount_minor, new.booked_on)
       is distinct from
       row(old.fund, old.statement_id, old.line, old.book, old.is_credit, old.currency,
           old.amount_minor, old.booked_on) then
        raise check_violation using constraint = 'bank_line_stays_as_booked',
            message = 'violates constraint "bank_line_stays_as_booked"';
    end if;
    return new;
end $$;

create trigger bank_line_is_sound before update on disbursement.bank_line
    for each row execute function disbursement.check_bank_line();

grant select on disbursement.bank_line_move to haven_disbursement;
grant select, insert on disbursement.bank_file_part, disbursement.account_statement
    to haven_disbursement;
grant select, insert, update on disbursement.bank_line to haven_disbursement;
grant select on all tables in schema disbursement to haven_auditor;
