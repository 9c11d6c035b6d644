-- Premiums that an agency took from a worker, which it has to pay itself. Never deleted.
insert into contributions.transition (machine, from_state, to_state) values
    ('premium_charge', 'raised', 'notified'),
    ('premium_charge', 'raised', 'dismissed'),
    ('premium_charge', 'notified', 'repaid'),
    ('premium_charge', 'notified', 'referred'),
    ('premium_charge', 'notified', 'dismissed'),
    ('premium_charge', 'referred', 'repaid');

create table contributions.premium_charge (
    charge_id           uuid        primary key,
    fund                text        not null,
    member_number       text        not null,
    scheme              text        not null,
    agency              text,          -- absent until somebody knows it
    amount_minor        bigint      check (amount_minor > 0),
    currency            char(3),
    charged_on          date        not null,
    evidence            text        not null,
    source              text        not null check (source in ('statement', 'file', 'registration')),
    source_key          text,          -- what raised it by itself: a receipt, a registration
    state               text        not null
        check (state in ('raised', 'notified', 'repaid', 'referred', 'dismissed')),
    due_on              date,
    note                text,
    dismissal_asked_by  text,
    dismissal_reason    text,
    raised_by           text        not null,
    raised_on           date        not null,
    raised_at           timestamptz not null,
    constraint one_charge_of_a_source unique (fund, source_key),
    constraint amount_has_its_currency check ((amount_minor is null) = (currency is null)),
    constraint notified_agency_is_known check (state in ('raised', 'dismissed') or agency is not null),
    constraint dismissal_was_asked_for check (state <> 'dismissed' or dismissal_asked_by is not null)
);
create index premium_charge_by_fund on contributions.premium_charge (fund, charge_id);
create trigger premium_charge_moves before update of state on contributions.premium_charge
    for each row execute function contributions.refuse_illegal_move();

-- Every step with who took it and when. Append-only.
create table contributions.premium_charge_step (
    charge_id  uuid        not null references contributions.premium_charge,
    step       int         not null,
    state      text        not null,
    taken_by   text        not null,
    taken_on   date        not null,
    taken_at   timestamptz not null,
    note       text        not null,
    primary key (charge_id, step)
);

-- Dismissing takes two people; the second is the one whose step it is.
create function contributions.dismissal_takes_two() returns trigger language plpgsql as $$
begin
    if new.state = 'dismissed' and exists (
        select from contributions.premium_charge c
         where c.charge_id = new.charge_id and c.dismissal_asked_by = new.taken_by)
    then
        raise exception 'charge % violates constraint "charge_dismissed_by_another_person"',
            new.charge_id
            using errcode = 'check_violation', constraint = 'charge_dismissed_by_another_person';
    end if;
    return new;
end $$;
create trigger dismissal_takes_two before insert on contributions.premium_charge_step
    for each row execute function contributions.dismissal_takes_two();

-- A file may say of each line whether the worker was charged.
alter table contributions.contribution_file
    add column tells_of_charges boolean not null default false;

grant select, insert, update on contributions.premium_charge to haven_contributions;
grant select, insert on contributions.premium_charge_step to haven_contributions;
grant select on contributions.premium_charge, contributions.premium_charge_step to haven_auditor;

-- What is looked up of one person: the records that were merged into theirs, and their receipts.
create index member_by_kept_record on contributions.member (merged_into)
    where merged_into is not null;
create index receipt_by_member on contributions.receipt (member_id) where member_id is not null;
