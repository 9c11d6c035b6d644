-- The log of events: append-only. A row is written in the transaction of the change that it tells of.
create schema bus;

create table bus.event (
    tx           xid8        not null default pg_current_xact_id(),
    position     bigint      generated always as identity,
    event_id     uuid        not null,
    shard        smallint    not null,   -- of the subject: order holds within it
    type         text        not null,   -- protobuf full name
    source       text        not null,
    subject      text        not null,
    fund         text        not null,
    occurred_at  timestamptz not null,
    cause        text        not null,
    trace        text        not null,
    payload      bytea       not null,
    primary key (position)
);
-- The order in which consumers read: (tx, position) below the oldest running transaction.
create index event_by_shard on bus.event (shard, tx, position) include (type);
create index event_by_subject on bus.event (subject, position);

grant usage on schema bus to haven_enrolment, haven_contributions, haven_claims, haven_adjudication,
    haven_ledger, haven_disbursement, haven_operator, haven_auditor;
grant select, insert on bus.event to haven_enrolment, haven_contributions, haven_claims,
    haven_adjudication, haven_ledger, haven_disbursement;
grant select on bus.event to haven_operator, haven_auditor;
