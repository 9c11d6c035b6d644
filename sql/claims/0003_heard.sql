-- Small copies of what other services said of a claim: enough to move it on and to tell the family.
-- Rows may arrive in any order and more than once; the claim's row may not know of them yet.

create table claims.decision (
    decision_id  uuid        primary key,
    claim_id     uuid        not null,
    fund         text        not null,
    number       int         not null default 0,  -- 0: only its approval or return was heard so far
    stage        text        not null check (stage in ('decided', 'returned', 'approved')),
    payments     int,        -- announced with the approval
    heard_at     timestamptz not null
);
create index decision_by_claim on claims.decision (claim_id, number);

create table claims.decision_line (
    decision_id   uuid    not null references claims.decision,
    line          int     not null,  -- from 1, as the decision lists them
    scheme        text    not null,
    layer         text    not null,
    benefit       text    not null,
    outcome       text    not null check (outcome in ('pay', 'refuse', 'refer')),
    amount_minor  bigint,
    currency      char(3),
    reason        text    not null,
    primary key (decision_id, line),
    constraint amount_has_a_currency check ((amount_minor is null) = (currency is null))
);

create table claims.payment (
    payment_id    uuid        primary key,
    claim_id      uuid        not null,
    fund          text        not null,
    party         text        not null,
    amount_minor  bigint      not null,
    currency      char(3)     not null,
    stage         text        not null check (stage in ('released', 'unknown', 'returned', 'settled')),
    said_at       timestamptz not null  -- the newest news wins
);
create index payment_by_claim on claims.payment (claim_id);

-- Whether the purse behind an entitlement holds its money.
create table claims.funding (
    entitlement_id  uuid        primary key,
    claim_id        uuid        not null,
    fund            text        not null,
    layer           text        not null,
    short           boolean     not null,
    said_at         timestamptz not null
);
create index funding_short_by_claim on claims.funding (claim_id) where short;

-- Events that some service could not take in: what hangs on them needs a person.
create table claims.parked_event (
    consumer  text        not null,
    event_id  uuid        not null,
    fund      text        not null,
    subject   text        not null,  -- a claim's or member's id
    open      boolean     not null,
    said_at   timestamptz not null,
    primary key (consumer, event_id)
);
create index parked_event_by_subject on claims.parked_event (subject) where open;

grant select, insert, update on claims.decision, claims.payment, claims.funding,
    claims.parked_event to haven_claims;
grant select, insert on claims.decision_line to haven_claims;
grant select on all tables in schema claims to haven_auditor;
