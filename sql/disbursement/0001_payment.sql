-- Payments: one payee's part of one entitlement on its way to a bank account. Amounts are minor units.
create schema disbursement;

-- ---- what disbursement knows from others -----------------------------------------------------------

-- Where a party of a claim is paid; the newest word counts.
create table disbursement.payee_account (
    fund        text        not null,
    claim_id    uuid        not null,
    party       text        not null,
    owner_name  text        not null,
    bank        text        not null,
    account     text        not null,
    told_at     timestamptz not null,
    primary key (fund, claim_id, party)
);

-- Entitlements taken back, remembered because funds may be reported as reserved afterwards.
create table disbursement.withdrawal (
    entitlement_id  uuid        primary key,
    fund            text        not null,
    withdrawn_at    timestamptz not null
);

-- ---- batches ---------------------------------------------------------------------------------------

create table disbursement.batch_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into disbursement.batch_move values
    ('created', 'approved'), ('created', 'dissolved'),
    ('approved', 'released'), ('approved', 'dissolved');

create table disbursement.batch (
    batch_id              uuid        primary key,
    fund                  text        not null,
    currency              char(3)     not null,
    declared_count        int         not null check (declared_count > 0),
    declared_total_minor  bigint      not null check (declared_total_minor > 0),
    state                 text        not null check (state in ('created', 'approved', 'released',
                                                                'dissolved')),
    created_by            text        not null,
    created_at            timestamptz not null,
    approved_by           text,
    approved_at           timestamptz,
    released_by           text,
    released_at           timestamptz,
    released_count        int,
    released_total_minor  bigint,
    dissolved_by          text,
    dissolved_because     text,
    version               bigint      not null default 1,
    constraint batch_approved_by_another_person check (approved_by <> created_by),
    constraint batch_released_by_another_person check (released_by <> approved_by),
    constraint batch_released_only_approved check (released_by is null or approved_by is not null),
    constraint batch_released_iff_it_left check ((state = 'released') = (released_by is not null)),
    constraint batch_approved_by_someone check (state <> 'approved' or approved_by is not null),
    constraint batch_dissolved_with_a_reason check (
        (state = 'dissolved') = (dissolved_by is not null and dissolved_because is not null))
);
create index batch_by_fund on disbursement.batch (fund, batch_id);

-- What was sent to the bank, byte for byte.
create table disbursement.bank_file (
    batch_id  uuid     primary key references disbursement.batch,
    sha256    char(64) not null,
    content   text     not null
);

-- ---- payments --------------------------------------------------------------------------------------

create table disbursement.payment_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into disbursement.payment_move values
    ('held', 'payable'), ('held', 'cancelled'),
    ('payable', 'held'), ('payable', 'batched'), ('payable', 'cancelled'),
    ('batched', 'held'), ('batched', 'payable'), ('batched', 'released'), ('batched', 'cancelled'),
    ('released', 'settled'), ('released', 'returned'), ('released', 'unknown'),
    ('unknown', 'settled'), ('unknown', 'returned'), ('unknown', 'released');

-- One row for each attempt. A payment that the bank returned stays as it is; its correction is the
-- next attempt, with a bank reference of its own. An attempt that may still be at the bank has no next.
create table disbursement.payment (
    payment_id            uuid        not null,
    attempt               smallint    not null check (attempt > 0),
    fund                  text        not null,
    claim_id              uuid        not null,
    claim_reference       text        not null,
    entitlement_id        uuid        not null,
    party                 text        not null,
    instalment            smallint    not null default 1 check (instalment > 0),
    payee_name            text        not null,
    currency              char(3)     not null,
    amount_minor          bigint      not null check (amount_minor > 0),
    due_on                date,
    bank_reference        text        not null,
    owner_name            text        not null default '',
    bank                  text        not null default '',
    account               text        not null default '',
    state                 text        not null check (state in ('held', 'payable', 'batched',
                              'released', 'settled', 'returned', 'unknown', 'cancelled')),
    is_latest             boolean     not null default true,
    batch_id              uuid        references disbursement.batch,
    filed_by              text        not null,
    decided_by            text        not null,
    decision_approved_by  text        not null check (decision_approved_by <> ''),
    batch_approved_by     text,
    released_by           text,
    created_at            timestamptz not null,
    sent_at               timestamptz,  -- of the last sending
    sendings              int         not null default 0,
    settled_on            date,
    return_reason         text,
    corrected_because     text,
    resolved_by           text,
    resolution_agreed_by  text,
    version               bigint      not null default 1,
    primary key (payment_id, attempt),
    constraint bank_reference_is_unique unique (bank_reference),
    constraint one_payment_per_share unique (entitlement_id, party, instalment, attempt),
    constraint decision_approved_by_another_person check (
        decision_approved_by <> filed_by and decision_approved_by <> decided_by),
    constraint batch_approver_has_no_part_in_the_claim check (
        batch_approved_by <> filed_by and batch_approved_by <> decided_by),
    constraint who_approved_does_not_release check (
        released_by <> batch_approved_by and released_by <> decision_approved_by),
    constraint who_filed_or_decided_does_not_release check (
        released_by <> filed_by and released_by <> decided_by),
    constraint released_with_both_approvals check (
        state not in ('released', 'settled', 'returned', 'unknown')
        or (batch_approved_by is not null and released_by is not null and sent_at is not null)),
    constraint batched_iff_in_a_batch check (
        state = 'cancelled' or (state not in ('held', 'payable')) = (batch_id is not null)),
    constraint payable_with_a_complete_account check (
        state in ('held', 'cancelled') or (owner_name <> '' and bank <> '' and account <> '')),
    constraint settled_on_a_day check ((state = 'settled') = (settled_on is not null)),
    constraint returned_with_a_reason check ((state = 'returned') = (return_reason is not null)),
    constraint resolved_by_two_people check (resolved_by <> resolution_agreed_by),
    constraint resolved_by_both_or_none check (
        (resolved_by is null) = (resolution_agreed_by is null)),
    constraint resolution_ends_a_payment check (
        resolved_by is null or state in ('settled', 'returned')),
    constraint correction_has_a_reason check ((attempt = 1) = (corrected_because is null))
) with (fillfactor = 70);
create unique index one_latest_attempt on disbursement.payment (payment_id) where is_latest;
create unique index one_attempt_not_returned on disbursement.payment (payment_id)
    where state <> 'returned';
create index payment_by_claim on disbursement.payment (claim_id);
create index payment_by_batch on disbursement.payment (batch_id) where batch_id is not null;
create index payment_to_send on disbursement.payment (fund, currency, created_at, payment_id)
    where state = 'payable';
create index payment_out on disbursement.payment (sent_at) where state = 'released';
create index payment_by_entitlement on disbursement.payment (entitlement_id);

create function disbursement.check_payment() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (
        select from disbursement.payment_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'payment_move_is_known',
            message = 'violates constraint "payment_move_is_known"';
    end if;
    if row(new.fund, new.claim_id, new.entitlement_id, new.party, new.currency, new.amount_minor,
           new.bank_reference, new.filed_by, new.decided_by, new.decision_approved_by)
       is distinct from
       row(old.fund, old.claim_id, old.entitlement_id, old.party, old.currency, old.amount_minor,
           old.bank_reference, old.filed_by, old.decided_by, old.decision_approved_by) then
        raise check_violation using constraint = 'payment_keeps_its_terms',
            message = 'violates constraint "payment_keeps_its_terms"';
    end if;
    -- What has left for the bank went to this account, through these hands.
    if old.sent_at is not null and
       row(new.owner_name, new.bank, new.account, new.batch_id, new.batch_approved_by, new.released_by)
       is distinct from
       row(old.owner_name, old.bank, old.account, old.batch_id, old.batch_approved_by, old.released_by)
    then
        raise check_violation using constraint = 'sent_payment_stays_as_sent',
            message = 'violates constraint "sent_payment_stays_as_sent"';
    end if;
    return new;
end $$;

create trigger payment_is_sound before update on disbursement.payment
    for each row execute function disbursement.check_payment();

-- A new attempt only after the bank has definitely returned the one before, for the same share.
create function disbursement.check_attempt() returns trigger language plpgsql as $$
begin
    perform from disbursement.payment p
      where p.payment_id = new.payment_id and p.attempt = new.attempt - 1 and p.state = 'returned'
        and p.entitlement_id = new.entitlement_id and p.party = new.party
        and p.amount_minor = new.amount_minor and p.currency = new.currency;
    if not found then
        raise check_violation using constraint = 'new_attempt_only_after_a_return',
            message = 'violates constraint "new_attempt_only_after_a_return"';
    end if;
    return new;
end $$;

create trigger attempt_follows_a_return before insert on disbursement.payment
    for each row when (new.attempt > 1) execute function disbursement.check_attempt();

create function disbursement.check_batch() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (
        select from disbursement.batch_move m
         where m.from_state = old.state and m.to_state = new.state) then
        raise check_violation using constraint = 'batch_move_is_known',
            message = 'violates constraint "batch_move_is_known"';
    end if;
    return new;
end $$;

create trigger batch_is_sound before update on disbursement.batch
    for each row execute function disbursement.check_batch();

-- Every payment that ever was in a batch, and what became of it there.
create table disbursement.batch_line (
    batch_id      uuid     not null references disbursement.batch,
    payment_id    uuid     not null,
    attempt       smallint not null,
    amount_minor  bigint   not null,
    result        text     not null default 'waiting' check (result in ('waiting', 'released',
                      'cancelled', 'account_changed', 'dissolved')),
    primary key (batch_id, payment_id, attempt)
);

-- What one person says became of a payment that the bank is silent about.
create table disbursement.resolution (
    payment_id  uuid        not null,
    attempt     smallint    not null,
    subject     text        not null,
    outcome     text        not null check (outcome in ('settled', 'returned')),
    reason      text        not null,
    said_at     timestamptz not null,
    primary key (payment_id, attempt, subject)
);

-- ---- statements ------------------------------------------------------------------------------------

create table disbursement.statement (
    statement_id    uuid        primary key,
    fund            text        not null,
    bank_statement  text        not null,  -- the bank's own number
    sha256          char(64)    not null,
    lines           int         not null,
    taken_by        text        not null,
    taken_at        timestamptz not null,
    constraint statement_file_taken_once unique (fund, sha256),
    constraint bank_statement_taken_once unique (fund, bank_statement)
);

create table disbursement.statement_line (
    statement_id    uuid     not null references disbursement.statement,
    line            int      not null,
    bank_reference  text     not null,
    currency        char(3)  not null,
    amount_minor    bigint   not null,
    booked_on       date     not null,
    status          text     not null check (status in ('booked', 'returned')),
    reason          text     not null,
    result          text     not null check (result in ('settled', 'returned', 'already',
                        'unmatched', 'amount_differs', 'currency_differs', 'not_released',
                        'contradicts')),
    payment_id      uuid,
    primary key (statement_id, line)
);
create index statement_line_by_result on disbursement.statement_line (statement_id, result, line);

grant usage on schema disbursement to haven_disbursement, haven_auditor;
grant select on disbursement.payment_move, disbursement.batch_move to haven_disbursement;
grant select, insert on disbursement.withdrawal, disbursement.bank_file, disbursement.statement,
    disbursement.statement_line to haven_disbursement;
grant select, insert, update on disbursement.payee_account, disbursement.batch,
    disbursement.batch_line, disbursement.payment, disbursement.resolution to haven_disbursement;
grant select on all tables in schema disbursement to haven_auditor;
