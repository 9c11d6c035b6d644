-- What a claim is owed by whom, and what became of it. Copies of what others said, in any order.

create table claims.entitlement (
    entitlement_id  uuid     primary key,
    claim_id        uuid     not null,
    fund            text     not null,
    scheme          text     not null,
    layer           text     not null,
    benefit         text     not null,
    instalment      int      not null,  -- 0: paid once
    amount_minor    bigint   not null,
    currency        char(3)  not null
);
create index entitlement_by_fund on claims.entitlement (fund, claim_id, entitlement_id);
create index entitlement_by_claim on claims.entitlement (claim_id);

create table claims.entitlement_share (
    entitlement_id  uuid    not null references claims.entitlement,
    party           text    not null,
    amount_minor    bigint  not null,
    primary key (entitlement_id, party)
);

-- Taken back by a later decision; may be heard before the award.
create table claims.entitlement_withdrawal (
    entitlement_id  uuid  primary key,
    claim_id        uuid  not null,
    fund            text  not null
);

alter table claims.payment
    add column entitlement_id  uuid,
    add column instalment      int not null default 1;
create index payment_by_entitlement on claims.payment (entitlement_id);

-- Kept back against what the payee owes the fund.
create table claims.set_off (
    set_off_id      uuid     primary key,
    claim_id        uuid     not null,
    fund            text     not null,
    entitlement_id  uuid     not null,
    party           text     not null,
    amount_minor    bigint   not null,
    currency        char(3)  not null
);
create index set_off_by_entitlement on claims.set_off (entitlement_id);

-- The entitlement was withdrawn of which it was kept back; may be heard before the set-off.
create table claims.set_off_undone (
    set_off_id  uuid  primary key,
    claim_id    uuid  not null,
    fund        text  not null
);

-- Nobody could be paid for long.
create table claims.unclaimed (
    payment_id      uuid        primary key,
    claim_id        uuid        not null,
    fund            text        not null,
    entitlement_id  uuid        not null,
    party           text        not null,
    amount_minor    bigint      not null,
    currency        char(3)     not null,
    stage           text        not null check (stage in ('unclaimed', 'found', 'ended')),
    said_at         timestamptz not null  -- the newest news wins
);
create index unclaimed_by_entitlement on claims.unclaimed (entitlement_id);

-- The fund pays for an insurer, and gets it back.
create table claims.advance (
    receivable_id   uuid     primary key,
    claim_id        uuid     not null,
    fund            text     not null,
    entitlement_id  uuid     not null,
    amount_minor    bigint   not null,
    currency        char(3)  not null
);
create index advance_by_entitlement on claims.advance (entitlement_id);

-- Each entitlement with what became of it. Owed is nothing once it is withdrawn; `ended` is what the
-- law ended after nobody claimed it; `on_its_way` and `unclaimed` are parts of what is outstanding.
create view claims.owed_and_paid as
select e.fund, e.claim_id, e.entitlement_id, e.scheme, e.layer, e.benefit, e.instalment, e.currency,
       case when w.entitlement_id is null then e.amount_minor else 0 end as owed_minor,
       p.paid_minor, s.kept_back_minor, p.on_its_way_minor, u.unclaimed_minor,
       -- What a withdrawal ended went back to its purse: nothing was owed any more.
       case when w.entitlement_id is null then u.ended_minor else 0 end as ended_minor,
       a.advanced_minor, w.entitlement_id is not null as is_withdrawn,
       coalesce(f.short, false) as is_short, p.returned > 0 as is_returned,
       array_to_string(array(select h.party from claims.entitlement_share h
                              where h.entitlement_id = e.entitlement_id order by h.party),
                       chr(31)) as parties
  from claims.entitlement e
  left join claims.entitlement_withdrawal w using (entitlement_id)
  left join claims.funding f using (entitlement_id)
 cross join lateral (
       select coalesce(sum(amount_minor) filter (where stage = 'settled'), 0)::bigint as paid_minor,
              coalesce(sum(amount_minor) filter (where stage in ('released', 'unknown')), 0)::bigint
                  as on_its_way_minor,
              count(*) filter (where stage = 'returned') as returned
         from claims.payment x where x.entitlement_id = e.entitlement_id) p
 cross join lateral (
       select coalesce(sum(amount_minor), 0)::bigint as kept_back_minor
         from claims.set_off x where x.entitlement_id = e.entitlement_id
          and not exists (select from claims.set_off_undone n where n.set_off_id = x.set_off_id)) s
 cross join lateral (
       select coalesce(sum(amount_minor) filter (where stage = 'unclaimed'), 0)::bigint
                  as unclaimed_minor,
              coalesce(sum(amount_minor) filter (where stage = 'ended'), 0)::bigint as ended_minor
         from claims.unclaimed x where x.entitlement_id = e.entitlement_id) u
 cross join lateral (
       select coalesce(sum(amount_minor), 0)::bigint as advanced_minor
         from claims.advance x where x.entitlement_id = e.entitlement_id) a;

-- Later instalments are paid on a closed claim, and their payee's account can change.
insert into claims.transition (from_state, move, to_state)
values ('closed', 'account_changed', 'closed');

grant select, insert on claims.entitlement, claims.entitlement_share, claims.entitlement_withdrawal,
    claims.set_off, claims.set_off_undone, claims.advance to haven_claims;
grant select, insert, update on claims.unclaimed to haven_claims;
grant select on claims.owed_and_paid to haven_claims;
grant select on all tables in schema claims to haven_auditor;
