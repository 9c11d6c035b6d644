# The databases of ops/bench, on one cluster. Sourced by ops/bench, not run.
#   imported    members, contributions and the first 3000 settled claims; made once and kept
#   haven       a fresh copy of it, which haven works on
#   same_sql    a fresh copy of it, which pgbench works on

say() { printf "\n== %s (%s s)\n" "$*" "$SECONDS"; }
as_owner() { PGOPTIONS='-c client_min_messages=warning' psql -qAtX -v ON_ERROR_STOP=1 -h "$(cat "$data/pg/host")" -U haven -d "${database:-haven}" "$@"; }

# A fresh copy: every run of the benchmark begins with the same tables.
copy_database() {
  database=postgres as_owner -c "drop database if exists $2" -c "create database $2 template $1"
  database=$2 as_owner -c 'vacuum analyze'
}

import_members() {
  say "making up and importing $members members (kept for the next time)"
  tests/support/cluster remove "$data/pg"
  rm -rf "$data"/pg "$data"/files "$work"
  mkdir -p "$work"
  start_database
  start_haven
  "$haven" rehearse people --members "$members" --seed "$seed" --out "$work" > /dev/null
  "$haven" import members "$work/members.csv" --fund owwa | tail -1
  "$haven" import contributions "$work/contributions.csv" --fund owwa --partner OWWA-COLLECT | tail -1
  wait_until_idle 600
  # A fund at work, not one on its first day: PostgreSQL plans by what the tables hold.
  first_member=0
  load --claims 3000 --claims-in-flight 64 --warm-up 0 --seconds 600 > "$work/answer"
  wait_until_idle 60
  stop_haven
  database=postgres as_owner -c 'drop database if exists imported' -c 'alter database haven rename to imported'
  database=imported as_owner -c 'vacuum analyze'
  echo "$made_of" > "$work/imported"
}

prepare_database() {
  made_of=$(cat sql/roles.sql sql/*/*.sql | sha256sum | cut -c1-16)-$members-$(TZ=Asia/Manila date +%F)
  if [ "$(cat "$work/imported" 2> /dev/null)" != "$made_of" ]; then import_members; fi
  if [ "$flush_ms" -gt 0 ]; then slow_disk; fi
  export HAVEN_DATABASE
  HAVEN_DATABASE="host=$(tests/support/cluster start "$data/pg") dbname=haven"
  say "copying the database"
  copy_database imported haven
  first_member=3000
}

# PostgreSQL with flushes that take longer: the shim sleeps before each fsync.
slow_disk() {
  local shim=/var/tmp/haven-slow-flush.so
  cc -shared -fPIC -O2 -o "$shim" tests/bench/slow_flush.c -ldl
  chmod 755 "$shim"
  tests/support/cluster stop "$data/pg"
  HAVEN_FLUSH_US=$((flush_ms * 1000)) LD_PRELOAD=$shim tests/support/cluster start "$data/pg" > /dev/null
}
