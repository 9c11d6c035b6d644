-- Benefits that are paid again and again, and what was found to be paid too much.

alter table adjudication.decision_line
    add column instalment_every text check (instalment_every in ('month', 'year')),
    add column instalment_times int check (instalment_times > 0),  -- null: as long as the condition holds
    add column instalment_while text not null default '',
    add constraint instalments_have_a_rhythm check (
        instalment_every is not null or (instalment_times is null and instalment_while = '')),
    add constraint instalments_of_what_pays check (instalment_every is null or outcome = 'pay');

-- Each instalment is an entitlement of its own; 0: paid once.
alter table adjudication.entitlement
    add column layer text not null default 'fund',
    add column instalment int not null default 0 check (instalment >= 0);
alter table adjudication.entitlement alter column layer drop default;

alter table adjudication.payment add column party text not null default '';

-- ---- plans of instalments ---------------------------------------------------------------------------

create table adjudication.instalment_plan_move (
    from_state  text not null,
    to_state    text not null,
    primary key (from_state, to_state)
);
insert into adjudication.instalment_plan_move values ('running', 'complete'), ('running', 'ended');

create table adjudication.instalment_plan (
    plan_id        uuid        primary key,
    fund           text        not null,
    claim_id       uuid        not null references adjudication.claim_file,
    reference      text        not null,
    decision_id    uuid        not null references adjudication.decision,
    scheme         text        not null,
    benefit        text        not null,
    currency       char(3)     not null,
    amount_minor   bigint      not null check (amount_minor > 0),  -- of one instalment
    filed_by       text        not null,
    award          bytea       not null,  -- haven.adjudication.v1.EntitlementAwarded of an instalment
    every          text        not null check (every in ('month', 'year')),
    times          int         check (times > 0),
    while_true     text        not null,
    first_on       date        not null,  -- of instalment 1
    next_number    int         not null check (next_number > 1),
    next_on        date        not null,
    state          text        not null default 'running'
                               check (state in ('running', 'complete', 'ended')),
    ended_by       text,
    ended_because  text,
    version        bigint      not null default 1,
    constraint ended_with_a_reason check (
        (state = 'ended') = (ended_by is not null and ended_because is not null)),
    constraint complete_at_the_last check (
        (state = 'complete') <= (times is not null and next_number = times + 1)),
    constraint never_beyond_the_last check (times is null or next_number <= times + 1)
);
create unique index one_running_plan on adjudication.instalment_plan
    (claim_id, scheme, benefit, currency) where state = 'running';
create index instalment_plan_due on adjudication.instalment_plan (next_on, plan_id)
    where state = 'running';
create index instalment_plan_by_state on adjudication.instalment_plan (fund, state, plan_id);

create function adjudication.plan_moves_as_allowed() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (
        select from adjudication.instalment_plan_move
         where from_state = old.state and to_state = new.state) then
        raise exception 'a move from % to % violates constraint "plan_moves_as_allowed"',
            old.state, new.state using errcode = '23514', constraint = 'plan_moves_as_allowed';
    end if;
    if old.state <> 'running' or new.next_number < old.next_number then
        raise exception 'an edit violates constraint "plan_only_goes_on"'
            using errcode = '23514', constraint = 'plan_only_goes_on';
    end if;
    return new;
end $$;
create trigger plan_moves before update on adjudication.instalment_plan
    for each row execute function adjudication.plan_moves_as_allowed();

-- A person saw that the condition of an instalment holds.
create table adjudication.instalment_confirmation (
    plan_id        uuid        not null references adjudication.instalment_plan,
    number         int         not null check (number > 1),
    evidence       text        not null check (evidence <> ''),
    confirmed_by   text        not null,
    confirmed_at   timestamptz not null,
    primary key (plan_id, number)
);

-- An instalment with a condition is awarded only after its confirmation.
create function adjudication.instalment_is_confirmed() returns trigger language plpgsql as $$
begin
    if new.while_true <> '' and exists (
        select from generate_series(old.next_number, new.next_number - 1) as awarded (number)
         where not exists (select from adjudication.instalment_confirmation c
                            where c.plan_id = new.plan_id and c.number = awarded.number)) then
        raise exception 'an award violates constraint "instalment_is_confirmed"'
            using errcode = '23514', constraint = 'instalment_is_confirmed';
    end if;
    return new;
end $$;
create trigger instalment_confirmed before update of next_number on adjudication.instalment_plan
    for each row execute function adjudication.instalment_is_confirmed();

-- ---- what was paid too much ---------------------------------------------------------------------------

-- Said once; from then on it is a debt that recoveries keeps, and no longer counts as paid here.
create table adjudication.overpayment (
    overpayment_id  uuid        not null,
    party           text        not null,
    fund            text        not null,
    claim_id        uuid        not null references adjudication.claim_file,
    entitlement_id  uuid        not null references adjudication.entitlement,
    amount_minor    bigint      not null check (amount_minor > 0),
    reason          text        not null
                                check (reason in ('awarded_more_than_owed', 'paid_after_withdrawal')),
    found_at        timestamptz not null,
    primary key (overpayment_id, party)
);
create index overpayment_by_entitlement on adjudication.overpayment (entitlement_id);

-- What was paid too much is no longer work for adjudicators: every work item asks for a decision.
drop index adjudication.one_open_decision_item;
alter table adjudication.work_item drop column kind;
create unique index one_open_decision_item on adjudication.work_item (claim_id)
    where state in ('open', 'assigned');

grant select on adjudication.instalment_plan_move to haven_adjudication, haven_auditor;
grant select, insert, update on adjudication.instalment_plan to haven_adjudication;
grant select, insert on adjudication.instalment_confirmation, adjudication.overpayment
    to haven_adjudication;
grant select on adjudication.instalment_plan, adjudication.instalment_confirmation,
    adjudication.overpayment to haven_auditor;
