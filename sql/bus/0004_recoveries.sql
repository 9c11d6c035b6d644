-- recoveries reads and writes the log as the services before it do.
grant usage on schema bus to haven_recoveries;
grant insert (event_id, shard, type, source, subject, fund, occurred_at, cause, trace, payload)
    on bus.event to haven_recoveries;
grant select on bus.event, bus.standing to haven_recoveries;
grant select, insert, update on bus.consumer to haven_recoveries;
grant select, insert, update, delete on bus.worker, bus.retry to haven_recoveries;
grant select, insert, delete on bus.progress to haven_recoveries;
do $$
declare
    name text;
begin
    foreach name in array array['consumer', 'worker', 'progress', 'retry'] loop
        execute format($policy$
            create policy recoveries_own_name_only on bus.%I to haven_recoveries
                using (consumer = 'recoveries')$policy$, name);
    end loop;
end $$;
