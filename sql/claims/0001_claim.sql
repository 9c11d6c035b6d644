-- Case files from first notice to closing. Every open claim says who owns it, what comes next, until
-- when, and whom it waits for; every move is written down.
create schema claims;

-- What enrolment says of a member, replaced when a higher version arrives.
create table claims.member (
    fund         text    not null,
    member_id    uuid    not null,
    number       text    not null,
    version      bigint  not null,
    merged_into  uuid,              -- the record that stays, when two were found to be one person
    snapshot     bytea   not null,  -- haven.enrolment.v1.Member
    primary key (fund, member_id)
);
create index member_by_number on claims.member (fund, number);
create index member_by_merged_into on claims.member (fund, merged_into)
    where merged_into is not null;

-- Every legal move. The same table as services/claims/domain/moves.cpp; a test compares them.
-- The moves from a state to itself are written down too, but change no state.
create table claims.transition (
    from_state  text not null,  -- 'new': before there was a claim
    move        text not null,
    to_state    text not null,
    primary key (from_state, move),
    unique (from_state, move, to_state)
);
insert into claims.transition (from_state, move, to_state) values
    ('new',       'notice_given',       'notified'),
    ('new',       'draft_saved',        'draft'),
    ('new',       'claim_filed',        'filed'),
    ('notified',  'draft_saved',        'draft'),
    ('notified',  'claim_filed',        'filed'),
    ('draft',     'claim_filed',        'filed'),
    ('filed',     'papers_completed',   'ready'),
    ('ready',     'claim_referred',     'in_review'),
    ('appealed',  'claim_referred',     'in_review'),
    ('ready',     'claim_decided',      'decided'),
    ('in_review', 'claim_decided',      'decided'),
    ('appealed',  'claim_decided',      'decided'),
    ('decided',   'decision_returned',  'in_review'),
    ('decided',   'decision_approved',  'approved'),
    ('decided',   'refusal_approved',   'closed'),
    ('approved',  'payment_released',   'paying'),
    ('paying',    'payments_settled',   'closed'),
    ('closed',    'payment_returned',   'paying'),
    ('notified',  'claim_withdrawn',    'withdrawn'),
    ('draft',     'claim_withdrawn',    'withdrawn'),
    ('filed',     'claim_withdrawn',    'withdrawn'),
    ('ready',     'claim_withdrawn',    'withdrawn'),
    ('in_review', 'claim_withdrawn',    'withdrawn'),
    ('closed',    'claim_reopened',     'filed'),
    ('withdrawn', 'claim_reopened',     'filed'),
    ('closed',    'claim_appealed',     'appealed');
insert into claims.transition (from_state, move, to_state)
select state, move, state
  from unnest(array['notified', 'draft', 'filed', 'ready', 'in_review', 'decided', 'approved',
                    'paying', 'appealed']) state,
       unnest(array['turn_changed', 'fell_overdue', 'file_corrected', 'account_changed']) move;

-- Numbers of references. A sequence and not a counter row: filings never wait for one another.
create sequence claims.reference_number;

create table claims.claim (
    claim_id            uuid        primary key,
    fund                text        not null,
    reference           text        not null,  -- what the family reads: "DTH-26-0000123-4"
    member_id           uuid        not null,
    kind                text        not null,  -- of the incident
    incident_on         date        not null,
    state               text        not null,
    state_since         timestamptz not null,
    version             bigint      not null check (version > 0),
    outcome             text,
    file                bytea       not null,  -- haven.claims.v1.CaseFile
    file_version        bigint      not null check (file_version > 0),
    authority_kind      text,
    authority_document  text,
    contact_name        text,
    contact_phone       text,
    contact_email       text,
    drafted_by          text        not null,
    filed_by            text,
    filed_on            date,
    papers_complete_on  date,
    why_ready           text        not null,
    decisions_before    int         not null default 0,  -- decisions up to this number are of an
                                                         -- earlier round (before appeal, reopening)
    clock_ends_on       date,        -- last day of the earliest settlement clock
    accounts_changed_at timestamptz,
    documents           int         not null default 0,
    owner               text,        -- a role's queue, or a person's subject
    next_step           text,
    due_at              timestamptz,
    waiting_for         text,
    warned_for          timestamptz, -- the due time whose passing was already written down
    attention           text,        -- why somebody should look, whatever the state
    created_at          timestamptz not null,
    changed_at          timestamptz not null,
    constraint reference_is_unique unique (reference),
    constraint at_most_100_documents check (documents between 0 and 100),
    constraint open_claim_has_a_turn check (
        case when state in ('closed', 'withdrawn')
             then num_nonnulls(owner, next_step, due_at, waiting_for) = 0
             else num_nulls(owner, next_step, due_at, waiting_for) = 0 end),
    constraint waiting_for_is_known check (
        waiting_for in ('family', 'employer', 'mission', 'insurer', 'bank', 'fund')),
    constraint outcome_iff_over check (
        (outcome is not null) = (state in ('closed', 'withdrawn'))),
    constraint outcome_is_known check (outcome in ('paid', 'refused', 'withdrawn')),
    constraint filed_claim_names_its_filer check (
        state in ('notified', 'draft', 'withdrawn') or (filed_by is not null and filed_on is not null)),
    constraint why_ready_is_known check (why_ready in ('filed', 'corrected', 'reopened', 'appealed')),
    constraint authority_is_whole check (
        (authority_kind is null) = (authority_document is null))
);
-- One incident of one member is one claim, whoever reports it.
create unique index one_open_claim_per_incident on claims.claim (fund, member_id, kind, incident_on)
    where state not in ('closed', 'withdrawn');
create index claim_by_fund on claims.claim (fund, claim_id);
create index claim_by_state on claims.claim (fund, state, claim_id);
create index claim_by_member on claims.claim (fund, member_id);
create index claim_by_due on claims.claim (due_at) where due_at is not null;

-- A claim is born with a notice, a draft or a filing; one that needs no papers is filed and ready in
-- one statement, and its history holds both moves.
create function claims.refuse_illegal_move() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state not in ('notified', 'draft', 'filed', 'ready') then
            raise exception 'a claim born % breaks constraint "claim_state_moves_legally"', new.state
                using errcode = 'check_violation';
        end if;
    elsif new.state <> old.state and not exists (
        select from claims.transition t where t.from_state = old.state and t.to_state = new.state) then
        raise exception 'from % to % breaks constraint "claim_state_moves_legally"',
            old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger claim_state_moves_legally before insert or update of state on claims.claim
    for each row execute function claims.refuse_illegal_move();

-- Every move, in order. The time that a claim spent with one party lies between its rows.
create table claims.history (
    claim_id     uuid        not null references claims.claim,
    version      bigint      not null,  -- that the claim had after the move
    at           timestamptz not null,
    from_state   text        not null,
    move         text        not null,
    to_state     text        not null,
    waiting_for  text,                  -- after the move; null when the claim is over
    by           text        not null,  -- a person's subject or a service
    cause        text        not null,  -- id of the event, or key of the command
    note         text,                  -- the reason a person gave
    primary key (claim_id, version),
    constraint move_is_legal foreign key (from_state, move, to_state)
        references claims.transition (from_state, move, to_state)
);

-- What was handed in, as it was: the receipt is the SHA-256 of these bytes.
create table claims.filing (
    claim_id      uuid        not null references claims.claim,
    file_version  bigint      not null,
    handed_in_by  text        not null,
    handed_in_at  timestamptz not null,
    file          bytea       not null,  -- haven.claims.v1.CaseFile, serialised with sorted keys
    sha256        char(64)    not null,
    primary key (claim_id, file_version)
);

grant usage on schema claims to haven_claims, haven_auditor;
grant usage on sequence claims.reference_number to haven_claims;
grant select, insert, update on claims.member, claims.claim to haven_claims;
grant select, insert on claims.history, claims.filing to haven_claims;
grant select on claims.transition to haven_claims;
grant select on all tables in schema claims to haven_auditor;
