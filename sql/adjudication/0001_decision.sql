-- What is owed under every scheme and why, the queue of claims that a person must look at, approvals,
-- what was awarded and paid, and copies of what enrolment and claims said.
create schema adjudication;

-- ---- copies ---------------------------------------------------------------------------------------

create table adjudication.member_copy (
    member_id    uuid        primary key,
    fund         text        not null,
    version      bigint      not null check (version > 0),  -- enrolment's; only grows
    snapshot     bytea       not null                       -- haven.enrolment.v1.Member
);

-- Who became whom. Apart from the copies, because a merge may be heard of before the merged member is.
create table adjudication.member_merge (
    member_id    uuid        primary key,
    fund         text        not null,
    into_id      uuid        not null,
    constraint merged_into_another check (member_id <> into_id)
);
create index member_merge_by_into on adjudication.member_merge (into_id);

-- The member that a record ended up in: itself, when it was never merged. Null for a chain that has no
-- end. In plpgsql, because every claim asks and its plans are kept.
create function adjudication.person_of(start uuid) returns uuid stable language plpgsql as $$
declare
    person uuid := start;
    further uuid;
begin
    for step in 1 .. 100 loop
        select into_id into further from adjudication.member_merge where member_id = person;
        if not found then
            return person;
        end if;
        person := further;
    end loop;
    return null;
end $$;

-- Every record of the person that `start` belongs to. `rows 1` keeps the planner on the index of
-- claims by member.
create function adjudication.records_of(start uuid) returns setof uuid stable rows 1
    language plpgsql as $$
declare
    person uuid := adjudication.person_of(start);
begin
    return next person;
    if exists (select from adjudication.member_merge where into_id = person) then
        return query with recursive same (id) as (
                select member_id from adjudication.member_merge where into_id = person
                union
                select m.member_id from same join adjudication.member_merge m on m.into_id = same.id)
            select id from same;
    end if;
end $$;

-- One row per claim that was ever ready; locked first by everything that changes what hangs on it.
create table adjudication.claim_file (
    claim_id       uuid        primary key,
    fund           text        not null,
    reference      text        not null,
    member_id      uuid        not null,  -- as filed; merges are followed when facts are gathered
    filed_by       text        not null,
    incident_kind  text        not null,
    incident_on    date        not null,
    why            text        not null,  -- filed, reopened, appealed, corrected
    version        bigint      not null check (version > 0),
    file           bytea       not null,  -- haven.claims.v1.CaseFile
    ready_at       timestamptz not null,  -- when claims said so
    withdrawn      boolean     not null default false
);
create index claim_file_by_member on adjudication.claim_file (member_id);
create index claim_file_by_reference on adjudication.claim_file (reference);

-- ---- states ---------------------------------------------------------------------------------------

create table adjudication.decision_state (state text primary key);
create table adjudication.decision_move (
    from_state   text        not null references adjudication.decision_state,
    to_state     text        not null references adjudication.decision_state,
    primary key (from_state, to_state)
);
insert into adjudication.decision_state values
    ('proposed'), ('approved'), ('returned'), ('superseded'), ('cancelled');
insert into adjudication.decision_move values
    ('proposed', 'approved'), ('proposed', 'returned'), ('proposed', 'superseded'),
    ('proposed', 'cancelled'), ('approved', 'superseded');

create table adjudication.work_item_state (state text primary key);
create table adjudication.work_item_move (
    from_state   text        not null references adjudication.work_item_state,
    to_state     text        not null references adjudication.work_item_state,
    primary key (from_state, to_state)
);
insert into adjudication.work_item_state values ('open'), ('assigned'), ('done'), ('cancelled');
insert into adjudication.work_item_move values
    ('open', 'assigned'), ('open', 'cancelled'), ('assigned', 'assigned'), ('assigned', 'done'),
    ('assigned', 'cancelled');

-- The messages name the constraint, as PostgreSQL's own do.
create function adjudication.decision_moves_as_allowed() returns trigger language plpgsql as $$
begin
    if not exists (select from adjudication.decision_move
                    where from_state = old.state and to_state = new.state) then
        raise exception 'a move from % to % violates constraint "decision_moves_as_allowed"',
            old.state, new.state using errcode = '23514', constraint = 'decision_moves_as_allowed';
    end if;
    return new;
end $$;

create function adjudication.work_item_moves_as_allowed() returns trigger language plpgsql as $$
begin
    if not exists (select from adjudication.work_item_move
                    where from_state = old.state and to_state = new.state) then
        raise exception 'a move from % to % violates constraint "work_item_moves_as_allowed"',
            old.state, new.state using errcode = '23514', constraint = 'work_item_moves_as_allowed';
    end if;
    return new;
end $$;

-- A decision is never edited or removed; a later one supersedes it.
create function adjudication.decision_is_immutable() returns trigger language plpgsql as $$
begin
    raise exception 'an edit violates constraint "decision_is_immutable"'
        using errcode = '23514', constraint = 'decision_is_immutable';
end $$;

-- ---- work queue -----------------------------------------------------------------------------------

create table adjudication.work_item (
    work_item_id   uuid        primary key,
    fund           text        not null,
    claim_id       uuid        not null references adjudication.claim_file,
    -- decide: the claim waits for a decision; recover: more was awarded than is owed
    kind           text        not null check (kind in ('decide', 'recover')),
    reasons        text[]      not null check (cardinality(reasons) > 0),  -- codes
    note           text        not null default '',
    state          text        not null default 'open' references adjudication.work_item_state,
    version        bigint      not null default 1,
    assignee       text,
    opened_at      timestamptz not null,
    due_on         date        not null,
    closed_at      timestamptz,
    closing_note   text        not null default '',
    constraint assigned_to_somebody check (state not in ('assigned', 'done') or assignee is not null),
    constraint open_to_everybody check (state <> 'open' or assignee is null),
    constraint closed_iff_over check ((state in ('done', 'cancelled')) = (closed_at is not null))
);
create unique index one_open_decision_item on adjudication.work_item (claim_id)
    where kind = 'decide' and state in ('open', 'assigned');
create index work_item_by_state on adjudication.work_item (fund, state, work_item_id);

create trigger work_item_moves before update of state on adjudication.work_item
    for each row execute function adjudication.work_item_moves_as_allowed();

-- ---- decisions ------------------------------------------------------------------------------------

create table adjudication.decision (
    decision_id    uuid        primary key,
    fund           text        not null,
    claim_id       uuid        not null references adjudication.claim_file,
    number         int         not null check (number > 0),  -- 1, 2, ... of the claim
    pack           text        not null,
    pack_hash      text        not null,
    pack_label     text        not null generated always as (pack || '@' || left(pack_hash, 12)) stored,
    file_version   bigint      not null,
    case_record    bytea       not null,  -- haven.adjudication.v1.CaseRecord: evaluates to `outcome`
    outcome        text        not null,  -- what the rules gave, with trace: scheme::json_of
    filed_by       text        not null,
    decided_by     text        not null,  -- 'system' for a clean case
    decided_at     timestamptz not null,
    work_item_id   uuid        references adjudication.work_item,
    reason         text        not null default '',  -- the adjudicator's
    state          text        not null default 'proposed' references adjudication.decision_state,
    version        bigint      not null default 1,
    approved_by    text,
    approved_at    timestamptz,
    returned_by    text,
    returned_at    timestamptz,
    return_reason  text,
    constraint decision_number_is_unique unique (claim_id, number),
    constraint decider_did_not_file check (decided_by = 'system' or decided_by <> filed_by),
    constraint person_decides_from_queue check ((decided_by = 'system') = (work_item_id is null)),
    constraint approver_did_not_file check (approved_by <> filed_by),
    constraint approver_did_not_decide check (approved_by <> decided_by),
    constraint approved_by_somebody check (state <> 'approved' or approved_by is not null),
    constraint approved_when_by check ((approved_by is null) = (approved_at is null)),
    constraint returned_by_somebody check ((state = 'returned') = (returned_by is not null)),
    constraint returned_with_reason check (state <> 'returned' or
                                           (returned_at is not null and return_reason is not null))
);
create unique index one_proposed_decision on adjudication.decision (claim_id) where state = 'proposed';
create unique index one_approved_decision on adjudication.decision (claim_id) where state = 'approved';
create index decision_by_state on adjudication.decision (fund, state, decision_id);

create trigger decision_moves before update of state on adjudication.decision
    for each row execute function adjudication.decision_moves_as_allowed();
create trigger decision_content before update of decision_id, fund, claim_id, number, pack, pack_hash,
    file_version, case_record, outcome, filed_by, decided_by, decided_at, work_item_id, reason
    on adjudication.decision
    for each row execute function adjudication.decision_is_immutable();
create trigger decision_stays before delete on adjudication.decision
    for each row execute function adjudication.decision_is_immutable();

-- The outcome of one benefit of one scheme, with what a person resolved.
create table adjudication.decision_line (
    decision_id    uuid        not null references adjudication.decision,
    position       int         not null,  -- 1, 2, ...: the order of the outcome
    scheme         text        not null,
    layer          text        not null,
    benefit        text        not null,
    outcome        text        not null check (outcome in ('pay', 'refuse')),
    amount_minor   bigint      check (amount_minor >= 0),
    currency       char(3),
    reason         text        not null,
    rule           text        not null,
    source         text        not null,
    note           text        not null,  -- the adjudicator's, where a person resolved the line
    due_on         date,                  -- last day of the settlement clock
    primary key (decision_id, position),
    constraint amount_iff_pay check ((outcome = 'pay') = (amount_minor is not null)),
    constraint currency_iff_amount check ((currency is null) = (amount_minor is null)),
    constraint reason_iff_refused check ((outcome = 'refuse') = (reason <> ''))
);

create table adjudication.decision_share (
    decision_id    uuid        not null,
    line           int         not null,
    position       int         not null,
    party          text        not null,
    amount_minor   bigint      not null check (amount_minor >= 0),
    primary key (decision_id, line, position),
    foreign key (decision_id, line) references adjudication.decision_line
);

create trigger decision_line_content before update or delete on adjudication.decision_line
    for each row execute function adjudication.decision_is_immutable();
create trigger decision_share_content before update or delete on adjudication.decision_share
    for each row execute function adjudication.decision_is_immutable();

-- ---- what was awarded and paid ----------------------------------------------------------------------

create table adjudication.entitlement (
    entitlement_id uuid        primary key,  -- derived from decision, scheme, benefit and currency
    fund           text        not null,
    claim_id       uuid        not null references adjudication.claim_file,
    decision_id    uuid        not null references adjudication.decision,
    scheme         text        not null,
    benefit        text        not null,
    currency       char(3)     not null,
    state          text        not null default 'awarded' check (state in ('awarded', 'withdrawn')),
    awarded_at     timestamptz not null
);
create index entitlement_by_claim on adjudication.entitlement (claim_id);

create table adjudication.entitlement_share (
    entitlement_id uuid        not null references adjudication.entitlement,
    position       int         not null,
    party          text        not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    primary key (entitlement_id, position)
);

-- What the bank said of payments; the newest news wins. Those that are settled are the history of the
-- person's later cases.
create table adjudication.payment (
    payment_id     uuid        primary key,
    fund           text        not null,
    entitlement_id uuid        not null references adjudication.entitlement,
    amount_minor   bigint      not null check (amount_minor > 0),
    settled_on     date,                  -- null: the bank gave it back
    said_at        timestamptz not null
);
create index payment_by_entitlement on adjudication.payment (entitlement_id)
    where settled_on is not null;

-- ---- packs: the rules that were in force, whole -----------------------------------------------------

-- Kept when a process starts with them, so that an old decision can be evaluated again under its own
-- rules, however often they have changed since. A pack's hash is made of names and contents.
create table adjudication.pack_file (
    pack_hash  char(64)    not null,
    name       text        not null,  -- "owwa.yaml"
    contents   text        not null,
    kept_at    timestamptz not null,
    primary key (pack_hash, name)
);

-- ---- who may ----------------------------------------------------------------------------------------

grant usage on schema adjudication to haven_adjudication, haven_auditor;
grant select, insert, update on adjudication.member_copy, adjudication.claim_file,
    adjudication.work_item, adjudication.payment to haven_adjudication;
grant select, insert on adjudication.member_merge, adjudication.decision, adjudication.decision_line,
    adjudication.decision_share, adjudication.entitlement, adjudication.entitlement_share,
    adjudication.pack_file to haven_adjudication;
grant update (state, version, approved_by, approved_at, returned_by, returned_at, return_reason)
    on adjudication.decision to haven_adjudication;
grant update (state) on adjudication.entitlement to haven_adjudication;
grant select on adjudication.decision_state, adjudication.decision_move, adjudication.work_item_state,
    adjudication.work_item_move to haven_adjudication;
grant select on all tables in schema adjudication to haven_auditor;
