-- The answers already given to unsafe requests, so that a repeated request changes nothing. Kept as
-- long as the claims are: a family's phone may retry days later.
create schema edge;

create table edge.idempotency_key (
    fund         text        not null,
    subject      text        not null,
    key          text        not null check (length(key) between 8 and 100),
    fingerprint  char(64)    not null,  -- SHA-256 of method, path and body
    status       smallint    not null check (status between 200 and 299),
    headers      text        not null,  -- JSON object
    body         text        not null,
    answered_at  timestamptz not null,
    primary key (fund, subject, key)
);

grant usage on schema edge to haven_enrolment, haven_contributions, haven_claims, haven_adjudication,
    haven_ledger, haven_disbursement, haven_operator, haven_auditor;
grant select, insert on edge.idempotency_key to haven_enrolment, haven_contributions, haven_claims,
    haven_adjudication, haven_ledger, haven_disbursement, haven_operator;
grant select on edge.idempotency_key to haven_auditor;
