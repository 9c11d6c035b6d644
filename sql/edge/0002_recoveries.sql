-- recoveries keeps its answers to unsafe requests beside those of the other services.
grant usage on schema edge to haven_recoveries;
grant select, insert on edge.idempotency_key to haven_recoveries;
