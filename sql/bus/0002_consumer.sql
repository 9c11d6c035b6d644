-- Where every consumer stands in the log, who works for it, and the events that failed it.

-- Known consumers: an event is kept until all of them have passed it.
create table bus.consumer (
    consumer       text        primary key,
    types          text[]      not null,  -- what it subscribes to, in order
    registered_at  timestamptz not null
);

-- One row per working thread, renewed by heartbeat in database time: the lease of all shards it
-- holds.
create table bus.worker (
    consumer  text        not null references bus.consumer,
    owner     uuid        not null,
    types     text[]      not null,  -- what its program knows; others than the consumer's: it counts for nothing
    until     timestamptz not null,
    primary key (consumer, owner)
) with (fillfactor = 50);

-- Every move of a cursor and every change of holder is a new row; the newest (highest n) counts. Two
-- writers of the same n meet in the primary key and one of them loses, so a holder that was taken
-- over cannot commit. Nothing is updated: reading the newest row costs the same however many rows a
-- held snapshot keeps vacuum from removing.
create table bus.progress (
    consumer  text     not null,
    shard     smallint not null check (shard between 0 and 15),
    n         bigint   not null,
    token     bigint   not null,  -- fencing token: higher with every change of holder
    owner     uuid,               -- null: nobody holds the shard
    tx        xid8     not null,  -- the cursor: all up to (tx, position) has taken effect
    position  bigint   not null,
    primary key (consumer, shard, n)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Events that failed a consumer, and those of the same subject that wait behind them.
create table bus.retry (
    consumer   text        not null,
    event_id   uuid        not null references bus.event,  -- so a failed event is never retired
    shard      smallint    not null,
    subject    text        not null,
    state      text        not null check (state in ('waiting', 'parked', 'held', 'skipped')),
    attempts   int         not null check (attempts >= 0),
    due_at     timestamptz,
    error      text        not null,  -- a code or an exception's type, never personal data
    failed_at  timestamptz not null,  -- when it failed first or began to wait
    parked_at  timestamptz,
    primary key (consumer, event_id),
    constraint due_iff_to_be_run check ((state in ('waiting', 'skipped')) = (due_at is not null)),
    constraint parked_at_some_time check (state <> 'parked' or parked_at is not null)
);
create index retry_by_subject on bus.retry (consumer, subject);
create index retry_by_due on bus.retry (consumer, shard, due_at) where due_at is not null;
create index retry_by_event on bus.retry (event_id);

-- What operators did to the bus, by whom and why. Append-only.
create table bus.intervention (
    intervention_id  bigint      primary key generated always as identity,
    act              text        not null check (act in ('retry', 'skip', 'replay', 'retire', 'rebase')),
    consumer         text,
    event_id         uuid,
    operator         text        not null check (operator <> ''),
    reason           text        not null check (reason <> ''),
    acted_at         timestamptz not null
);

grant select, insert, update on bus.consumer to haven_enrolment, haven_contributions, haven_claims,
    haven_adjudication, haven_ledger, haven_disbursement;
grant select, insert, update, delete on bus.worker, bus.retry to haven_enrolment,
    haven_contributions, haven_claims, haven_adjudication, haven_ledger, haven_disbursement;
grant select, insert, delete on bus.progress to haven_enrolment, haven_contributions, haven_claims,
    haven_adjudication, haven_ledger, haven_disbursement;
grant select on bus.consumer, bus.worker, bus.progress, bus.retry, bus.intervention
    to haven_operator, haven_auditor;
grant update (state, attempts, due_at) on bus.retry to haven_operator;
grant insert on bus.progress, bus.intervention to haven_operator;

-- A service's role works under its own name only: haven_claims is the consumer "claims".
do $$
declare
    name text;
begin
    foreach name in array array['consumer', 'worker', 'progress', 'retry'] loop
        execute format('alter table bus.%I enable row level security', name);
        execute format($policy$
            create policy own_name_only on bus.%I to haven_enrolment, haven_contributions, haven_claims,
                haven_adjudication, haven_ledger, haven_disbursement
                using (consumer = substr(current_user::text, 7))$policy$, name);
        execute format($policy$
            create policy seen_by_operators on bus.%I for select to haven_operator, haven_auditor
                using (true)$policy$, name);
    end loop;
end $$;
create policy acted_on_by_operators on bus.retry for update to haven_operator using (true);
-- An operator may set a cursor back, which takes the shard from its holder; never hold one.
create policy set_back_by_operators on bus.progress for insert to haven_operator
    with check (owner is null);
