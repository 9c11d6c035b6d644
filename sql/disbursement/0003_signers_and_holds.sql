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
