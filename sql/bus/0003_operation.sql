-- What operators do to the log itself. The functions run with their owner's rights and keep the rules,
-- so that no role needs the right to change or delete events.

-- The newest row of every consumer and shard.
create view bus.standing with (security_invoker = true) as
select c.consumer, c.types, newest.shard, newest.n, newest.token, newest.owner, newest.tx, newest.position
  from bus.consumer c
 cross join generate_series(0, 15) as s(shard)
 cross join lateral (select p.shard, p.n, p.token, p.owner, p.tx, p.position
                       from bus.progress p
                      where p.consumer = c.consumer and p.shard = s.shard
                      order by p.n desc
                      limit 1) newest;
grant select on bus.standing to haven_enrolment, haven_contributions, haven_claims,
    haven_adjudication, haven_ledger, haven_disbursement, haven_operator, haven_auditor;

-- True when the log holds transaction numbers that this cluster has not given out yet: it was restored
-- from another cluster.
create function bus.is_of_another_cluster() returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from generate_series(0, 15) as s(shard)
                    cross join lateral (select e.tx from bus.event e
                                         where e.shard = s.shard
                                         order by e.tx desc, e.position desc
                                         limit 1) newest
                    where newest.tx >= pg_snapshot_xmax(pg_current_snapshot()))
        or exists (select from bus.standing where tx > pg_snapshot_xmax(pg_current_snapshot()))
$$;

-- Deletes up to rows_max events older than `before` that every known consumer has passed and that wait
-- in no retry. Returns how many.
create function bus.retire(before timestamptz, rows_max int) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    retired bigint;
begin
    with slowest as (
        select distinct on (shard) shard, tx, position from bus.standing order by shard, tx, position
    ), passed as (
        select e.event_id
          from slowest s
         cross join lateral (select event_id from bus.event e
                              where e.shard = s.shard
                                and (e.tx, e.position) <= (s.tx, s.position)
                                and e.occurred_at < before
                                and not exists (select from bus.retry r where r.event_id = e.event_id)
                              order by e.tx, e.position
                              limit rows_max) e
         limit rows_max
    )
    delete from bus.event where event_id in (select event_id from passed);
    get diagnostics retired = row_count;
    return retired;
end $$;

-- After a restore into another cluster the numbers of old transactions mean nothing here. Gives every
-- event transaction 0 and a new position in the same order, so that all of them come before whatever
-- this cluster writes, and maps every cursor. Events written here since the restore have higher
-- positions than the restored ones; they come last and count as not yet read. Returns how many
-- events were rewritten; nothing is done when the log is of this cluster.
create function bus.rebase() returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    next_tx       xid8;
    last_restored bigint;
    base          bigint;
    rebased       bigint;
begin
    lock table bus.event, bus.progress, bus.retry in access exclusive mode;
    if not bus.is_of_another_cluster() then
        return 0;
    end if;
    next_tx := pg_snapshot_xmax(pg_current_snapshot());
    -- Where no restored event tells the two apart, everything is read again rather than missed.
    select coalesce(max(position), 0) into last_restored from bus.event where tx >= next_tx;
    select coalesce(max(position), 0) into base from bus.event;

    create temporary table rebased_event on commit drop as
    select event_id, shard, tx, position, tx < next_tx and position > last_restored as written_here,
           base + row_number() over (order by (tx < next_tx and position > last_restored), tx, position)
               as new_position
      from bus.event;

    insert into bus.progress (consumer, shard, n, token, owner, tx, position)
    select s.consumer, s.shard, s.n + 1, s.token + 1, null, '0',
           coalesce((select max(r.new_position) from pg_temp.rebased_event r
                      where r.shard = s.shard and not r.written_here
                        and (r.tx, r.position) <= (s.tx, s.position)), 0)
      from bus.standing s;

    update bus.event e set tx = '0', position = r.new_position
      from pg_temp.rebased_event r where r.event_id = e.event_id;
    get diagnostics rebased = row_count;
    perform setval(pg_get_serial_sequence('bus.event', 'position'), greatest(base + rebased, 1));
    return rebased;
end $$;

revoke execute on function bus.retire(timestamptz, int), bus.rebase() from public;
grant execute on function bus.retire(timestamptz, int), bus.rebase() to haven_operator;
