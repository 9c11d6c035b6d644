-- One role per service: it sees its own schema, the bus and the edge, and nothing else. The owner of
-- the tables is whoever runs `haven migrate`; run-time roles own nothing. haven_auditor reads
-- everything and changes nothing (haven check, haven claim show, haven month).
-- Runs before every migration; must stay safe to repeat. Passwords, where the installation needs
-- them, are set by its administrator and never here.
do $$
declare
    name text;
begin
    foreach name in array array['haven_enrolment', 'haven_contributions', 'haven_claims',
                                'haven_adjudication', 'haven_ledger', 'haven_disbursement',
                                'haven_recoveries', 'haven_operator', 'haven_auditor']
    loop
        if not exists (select from pg_roles where rolname = name) then
            begin
                execute format('create role %I login', name);
            exception when duplicate_object or unique_violation then
                null;  -- roles belong to the cluster: another database was migrated at this moment
            end;
        end if;
        -- Connections ask for English messages, to find the name of a violated constraint in them.
        if not has_parameter_privilege(name, 'lc_messages', 'set') then
            execute format('grant set on parameter lc_messages to %I', name);
        end if;
    end loop;
end $$;
revoke create on schema public from public;
