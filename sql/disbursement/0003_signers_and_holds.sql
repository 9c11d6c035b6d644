-- Who signs a payment on its way, what holds it back, and whom it is for.

-- ---- whom a payment is for -------------------------------------------------------------------------

-- Null for payments that were planned before this column was there.
alter table disbursement.payment add column member_id uuid;
create index payment_by_member on disbursement.payment (member_id) where member_id is not null;

create function disbursement.check_member() returns trigger language plpgsql as $$
begin
    raise check_violation using constraint = 'payment_keeps_its_member',
        message = 'violates constraint "payment_keeps_its_member"';
end $$;

create trigger payment_keeps_its_member before update of member_id, instalment
    on disbursement.payment for each row
    when (old.member_id is distinct from new.member_id or old.instalment <> new.instalment)
    execute function disbursement.check_member();

-- ---- interests -------------------------------------------------------------------------------------

-- Who benefits from a member's claims, or is family: signs nothing of theirs.
create table disbursement.interest (
    interest_id    uuid        primary key,
    fund           text        not null,
    subject        text        not null,
    member_id      uuid        not null,
    party          text        not null default '',  -- as whom of the family; empty: not said
    why            text        not null,
    told_by        text        not null,
    told_at        timestamptz not null,
    ended_by       text,
    ended_at       timestamptz,
    ended_because  text,
    constraint interest_ended_by_another_person check (ended_by not in (subject, told_by)),
    constraint interest_ended_with_a_reason check (
        num_nulls(ended_by, ended_at, ended_because) in (0, 3))
);
create unique index interest_is_told_once on disbursement.interest (fund, subject, member_id)
    where ended_at is null;
create index interest_by_member on disbursement.interest (member_id) where ended_at is null;

create function disbursement.check_interest() returns trigger language plpgsql as $$
begin
    raise check_violation using constraint = 'interest_stays_as_told',
        message = 'violates constraint "interest_stays_as_told"';
end $$;

create trigger interest_stays_as_told before update on disbursement.interest for each row
    when (old.ended_at is not null
          or row(old.fund, old.subject, old.member_id, old.party, old.why, old.told_by, old.told_at)
             is distinct from
             row(new.fund, new.subject, new.member_id, new.party, new.why, new.told_by, new.told_at))
    execute function disbursement.check_interest();

-- ---- holds -----------------------------------------------------------------------------------------

-- What keeps a payment back. A payment with any hold in force is held, whatever its account is.
create table disbursement.hold (
    hold_id         uuid        primary key,
    fund            text        not null,
    payment_id      uuid        not null,
    kind            text        not null check (kind in ('account_check', 'minor', 'guardian_papers',
                                    'court_order', 'sanctions_hit', 'stopped', 'other')),
    about           text        not null default '',  -- findings of a check; id of a list's entry
    reason          text        not null,
    placed_by       text        not null,  -- 'system': by a rule
    placed_at       timestamptz not null,
    lifted_by       text,
    lifted_at       timestamptz,
    lifted_because  text,
    lifted_ground   text        check (lifted_ground in ('guardian_papers', 'guardian_account',
                                    'blocked_account')),
    escalated_by       text,
    escalated_at       timestamptz,
    escalated_because  text,
    constraint hold_lifted_by_another_person check (
        lifted_by <> placed_by or lifted_by = 'system'),
    constraint hold_lifted_with_a_reason check (
        num_nulls(lifted_by, lifted_at, lifted_because) in (0, 3)),
    constraint hold_lifted_by_a_person check (lifted_by <> 'system' or kind = 'account_check'),
    constraint minor_is_paid_on_a_ground check (
        lifted_at is null or (kind in ('minor', 'guardian_papers')) = (lifted_ground is not null)),
    constraint hit_escalated_with_a_reason check (
        num_nulls(escalated_by, escalated_at, escalated_because) in (0, 3)),
    constraint hold_is_no_hit check (escalated_by is null or kind = 'sanctions_hit'),
    constraint hit_cleared_by_another_person check (lifted_by <> escalated_by)
);
create unique index hold_is_placed_once on disbursement.hold (payment_id, kind, about)
    where lifted_at is null;
create index hold_by_payment on disbursement.hold (payment_id);
create index hold_in_force on disbursement.hold (fund, placed_at, hold_id) where lifted_at is null;

-- A hold comes after its payment is held; one that the bank returned is held when it is tried again.
-- A new sanctions list is held against what has left, too: the hit keeps back only what would be
-- sent again, and is there for a person to see.
create function disbursement.check_hold() returns trigger language plpgsql as $$
begin
    perform from disbursement.payment p
      where p.payment_id = new.payment_id and p.fund = new.fund and p.is_latest
        and (p.state in ('held', 'returned')
             or (new.kind = 'sanctions_hit' and new.placed_by = 'system'
                 and p.state in ('released', 'unknown', 'settled'))) for update;
    if not found then
        raise check_violation using constraint = 'hold_keeps_back_what_has_not_left',
            message = 'violates constraint "hold_keeps_back_what_has_not_left"';
    end if;
    return new;
end $$;

create trigger hold_keeps_back before insert on disbursement.hold
    for each row execute function disbursement.check_hold();

create function disbursement.check_hold_change() returns trigger language plpgsql as $$
begin
    raise check_violation using constraint = 'hold_stays_as_placed',
        message = 'violates constraint "hold_stays_as_placed"';
end $$;

create trigger hold_stays_as_placed before update on disbursement.hold for each row
    when (old.lifted_at is not null
          or (old.escalated_at is not null
              and row(old.escalated_by, old.escalated_at, old.escalated_because)
                  is distinct from
                  row(new.escalated_by, new.escalated_at, new.escalated_because))
          or row(old.fund, old.payment_id, old.kind, old.about, old.reason, old.placed_by,
                 old.placed_at)
             is distinct from
             row(new.fund, new.payment_id, new.kind, new.about, new.reason, new.placed_by,
                 new.placed_at))
    execute function disbursement.check_hold_change();

-- ---- signers ---------------------------------------------------------------------------------------

insert into disbursement.batch_move values
    ('approved', 'authorised'), ('authorised', 'released'), ('authorised', 'dissolved');

-- The band of a batch: how many different people sign at each step, fixed when it is made.
alter table disbursement.batch
    drop constraint batch_state_check,
    add constraint batch_state_check check (
        state in ('created', 'approved', 'authorised', 'released', 'dissolved')),
    add column approve_signers smallint not null default 1 check (approve_signers > 0),
    add column authorise_signers smallint not null default 0 check (authorise_signers >= 0),
    add column release_signers smallint not null default 1 check (release_signers > 0),
    add column authorised_by text,
    add column authorised_at timestamptz,
    add constraint batch_authorised_by_someone check (
        state <> 'authorised' or authorised_by is not null);

-- Everybody who acted on a batch, its maker first.
create table disbursement.batch_signature (
    batch_id   uuid        not null references disbursement.batch,
    subject    text        not null,
    step       text        not null check (step in ('creation', 'approval', 'authorisation',
                               'release')),
    signed_at  timestamptz not null,
    constraint nobody_signs_a_batch_twice primary key (batch_id, subject)
);
insert into disbursement.batch_signature
    select batch_id, created_by, 'creation', created_at from disbursement.batch
    union all
    select batch_id, approved_by, 'approval', approved_at from disbursement.batch
     where approved_by is not null and approved_at is not null
    union all
    select batch_id, released_by, 'release', released_at from disbursement.batch
     where released_by is not null and released_at is not null
    on conflict do nothing;

-- Who filed, decided or approved a claim of the batch, or lifted a hold of its payments.
create view disbursement.batch_part as
    select p.batch_id, h.subject
      from disbursement.payment p,
           lateral (values (p.filed_by), (p.decided_by), (p.decision_approved_by)) h (subject)
     where p.batch_id is not null
    union
    select p.batch_id, h.lifted_by
      from disbursement.payment p join disbursement.hold h using (payment_id)
     where p.batch_id is not null and h.lifted_by <> 'system';

-- Who has an interest in a claim of the batch.
create view disbursement.batch_interest as
    select distinct p.batch_id, i.subject
      from disbursement.payment p join disbursement.interest i using (fund, member_id)
     where p.batch_id is not null and i.ended_at is null;

create function disbursement.check_signature() returns trigger language plpgsql as $$
declare
    batch disbursement.batch;
    in_turn boolean;
    broken text;
begin
    select * into batch from disbursement.batch where batch_id = new.batch_id for update;
    in_turn := case new.step
        when 'creation' then batch.state = 'created' and batch.created_by = new.subject
        when 'approval' then batch.state = 'created'
        when 'authorisation' then batch.state = 'approved' and batch.authorise_signers > 0
        else batch.state = 'authorised' or (batch.state = 'approved' and batch.authorise_signers = 0)
    end;
    if not in_turn then
        broken := 'batch_is_signed_in_turn';
    elsif exists (select from disbursement.batch_part p
                   where p.batch_id = new.batch_id and p.subject = new.subject) then
        broken := 'signer_has_no_part_in_the_claim';
    elsif exists (select from disbursement.batch_interest i
                   where i.batch_id = new.batch_id and i.subject = new.subject) then
        broken := 'signer_has_no_interest_in_the_claim';
    end if;
    if broken is not null then
        raise check_violation using constraint = broken,
            message = format('violates constraint "%s"', broken);
    end if;
    return new;
end $$;

create trigger batch_is_signed_in_turn before insert on disbursement.batch_signature
    for each row execute function disbursement.check_signature();

create function disbursement.signatures(batch uuid, at_step text) returns bigint
    language sql stable as $$
    select count(*) from disbursement.batch_signature s where s.batch_id = batch and s.step = at_step
$$;

create function disbursement.check_batch_signers() returns trigger language plpgsql as $$
declare
    broken text;
begin
    if row(new.created_by, new.approve_signers, new.authorise_signers, new.release_signers)
       is distinct from
       row(old.created_by, old.approve_signers, old.authorise_signers, old.release_signers) then
        broken := 'batch_keeps_its_band';
    elsif new.state in ('approved', 'authorised', 'released') and old.state <> new.state
       and disbursement.signatures(new.batch_id, 'approval') < new.approve_signers then
        broken := 'batch_approved_by_enough_people';
    elsif new.state in ('authorised', 'released') and old.state <> new.state
       and disbursement.signatures(new.batch_id, 'authorisation') < new.authorise_signers then
        broken := 'batch_authorised_by_enough_people';
    elsif new.state = 'released' and old.state <> new.state
       and disbursement.signatures(new.batch_id, 'release') < new.release_signers then
        broken := 'batch_released_by_enough_people';
    end if;
    if broken is not null then
        raise check_violation using constraint = broken,
            message = format('violates constraint "%s"', broken);
    end if;
    return new;
end $$;

create trigger batch_was_signed before update on disbursement.batch
    for each row execute function disbursement.check_batch_signers();

-- ---- leaving ---------------------------------------------------------------------------------------

-- Looks at all rows of a statement at once: batches of thousands leave by one.
create function disbursement.check_leaving() returns trigger language plpgsql as $$
declare
    broken text;
begin
    if exists (select from after n join disbursement.hold h using (payment_id)
                where h.lifted_at is null and n.is_latest and n.state in ('payable', 'batched')) then
        broken := 'nothing_leaves_while_held';
    end if;
    if broken is null and tg_op = 'UPDATE' then
        -- What is with the bank stays there; it does not go once more.
        if exists (select from after n join disbursement.hold h using (payment_id)
                     join before o using (payment_id, attempt)
                    where h.lifted_at is null and n.is_latest and n.state = 'released'
                      and (o.state = 'batched' or o.sendings < n.sendings)) then
            broken := 'nothing_leaves_while_held';
        end if;
    end if;
    if broken is null and tg_op = 'UPDATE' then
        select case
            when disbursement.signatures(b.batch_id, 'creation') = 0
              or disbursement.signatures(b.batch_id, 'approval') < b.approve_signers
              or disbursement.signatures(b.batch_id, 'authorisation') < b.authorise_signers
              or disbursement.signatures(b.batch_id, 'release') < b.release_signers
            then 'payment_leaves_with_all_signatures'
            else 'signer_has_no_interest_in_the_claim' end
          into broken
          from disbursement.batch b
         where b.batch_id in (select n.batch_id from after n join before o using (payment_id, attempt)
                               where n.state = 'released' and o.state = 'batched')
           and (disbursement.signatures(b.batch_id, 'creation') = 0
                or disbursement.signatures(b.batch_id, 'approval') < b.approve_signers
                or disbursement.signatures(b.batch_id, 'authorisation') < b.authorise_signers
                or disbursement.signatures(b.batch_id, 'release') < b.release_signers
                or exists (select from disbursement.batch_interest i
                             join disbursement.batch_signature s using (batch_id, subject)
                            where i.batch_id = b.batch_id))
         limit 1;
    end if;
    if broken is not null then
        raise check_violation using constraint = broken,
            message = format('violates constraint "%s"', broken);
    end if;
    return null;
end $$;

create trigger payment_is_made_unheld after insert on disbursement.payment
    referencing new table as after for each statement execute function disbursement.check_leaving();
create trigger payment_leaves_unheld after update on disbursement.payment
    referencing old table as before new table as after
    for each statement execute function disbursement.check_leaving();

alter table disbursement.batch_line
    drop constraint batch_line_result_check,
    add constraint batch_line_result_check check (result in ('waiting', 'released', 'cancelled',
        'account_changed', 'held', 'dissolved'));

-- ---- stopping --------------------------------------------------------------------------------------

-- The bank is asked to stop a payment that has left. Only the bank's word ends it.
alter table disbursement.payment
    add column stop_asked_by text,
    add column stop_asked_at timestamptz,
    add column stop_because text,
    add constraint stop_is_asked_by_someone check (
        num_nulls(stop_asked_by, stop_asked_at, stop_because) in (0, 3)),
    add constraint stop_is_asked_after_it_left check (stop_asked_by is null or sent_at is not null);

-- ---- account checks --------------------------------------------------------------------------------

-- What the bank says of an account; the newest word counts.
create table disbursement.account_confirmation (
    fund          text        not null,
    bank          text        not null,
    account       text        not null,
    owner_name    text        not null,
    status        text        not null check (status in ('open', 'closed', 'blocked', 'unknown')),
    currency      char(3)     not null,
    confirmed_on  date        not null,
    told_by       text        not null,
    told_at       timestamptz not null,
    primary key (fund, bank, account)
);

-- An owner's name that differs from the payee's, and that a person took for the same.
create table disbursement.accepted_name (
    payment_id   uuid        not null,
    owner_name   text        not null,
    accepted_by  text        not null,
    accepted_at  timestamptz not null,
    why          text        not null,
    primary key (payment_id, owner_name)
);

-- ---- sanctions -------------------------------------------------------------------------------------

create table disbursement.sanctions_list (
    list_id     uuid        primary key,
    fund        text        not null,
    version     int         not null,
    is_current  boolean     not null,
    sha256      char(64)    not null,  -- of the file
    entries     int         not null,
    taken_by    text        not null,
    taken_at    timestamptz not null,
    constraint sanctions_list_has_its_version unique (fund, version)
);
create unique index one_current_sanctions_list on disbursement.sanctions_list (fund)
    where is_current;

create table disbursement.sanctions_entry (
    list_id      uuid     not null references disbursement.sanctions_list,
    entry        text     not null,  -- the list's own id
    name         text     not null,
    aliases      text     not null,
    country      text     not null,
    fingerprint  char(64) not null,  -- of name, aliases and country
    primary key (list_id, entry)
);

-- Each spelling of an entry's name in words without marks; those of replaced lists have none.
create table disbursement.sanctions_name (
    list_id  uuid   not null references disbursement.sanctions_list,
    entry    text   not null,
    number   int    not null,
    words    text[] not null,
    primary key (list_id, entry, number)
);
create index sanctions_name_by_word on disbursement.sanctions_name using gin (words);

-- A person found that a payee is not the one on the list.
create table disbursement.sanctions_clearance (
    fund         text        not null,
    payee        text        not null,  -- member or claim, party and name, folded
    entry        text        not null,
    fingerprint  char(64)    not null,  -- of the entry as it was
    cleared_by   text        not null,
    cleared_at   timestamptz not null,
    why          text        not null,
    primary key (fund, payee, entry, fingerprint)
);

grant select on disbursement.batch_part, disbursement.batch_interest to haven_disbursement;
grant select, insert on disbursement.batch_signature, disbursement.accepted_name,
    disbursement.sanctions_entry, disbursement.sanctions_clearance to haven_disbursement;
grant select, insert, update on disbursement.interest, disbursement.hold,
    disbursement.account_confirmation, disbursement.sanctions_list, disbursement.sanctions_name
    to haven_disbursement;
grant select on all tables in schema disbursement to haven_auditor;
