# What ops/run, ops/bench and the flow tests share: a private database and a running haven.
# Sourced, not run. Callers set `haven` (the executable) and `data` (a folder of their own), and for
# a bank `bank` (the executable).

# start_database: a private cluster under $data/pg with an up-to-date database; sets HAVEN_DATABASE.
start_database() {
  mkdir -p "$data"
  local host
  host=$(tests/support/cluster start "$data/pg")
  export HAVEN_DATABASE="host=$host dbname=haven"
  if ! psql -qAt -h "$host" -U haven -d postgres -c "select 1 from pg_database where datname = 'haven'" | grep -q 1; then
    psql -q -h "$host" -U haven -d postgres -c 'create database haven'
  fi
  "$haven" migrate --database "$HAVEN_DATABASE"
}

# sql QUERY: one answer, as the owner of the tables.
sql() {
  psql -qAt -h "$(cat "$data/pg/host")" -U haven -d haven -c "$1"
}

# compare_balances [FUND]: prints what the bank's own ledger holds beside what the books say; status 1
# when a currency of theirs differs. The bank was founded with nothing.
compare_balances() {
  "$haven" ledger balance --fund "${1:-owwa}" --csv > "$data/balances.csv"
  awk -F, -v OFMT=%.0f '
    { gsub(/"/, "") }
    FNR == NR && $1 == "account" { held[$3] += $4 }
    FNR != NR && $1 ~ /^bank:/ { sub(/\./, "", $6); booked[$3] += $6 }
    END {
      printf "%-8s %20s %20s\n", "currency", "the bank holds", "the books say"
      for (currency in booked) held[currency] += 0
      for (currency in held) {
        apart = held[currency] != booked[currency]
        printf "%-8s %20.2f %20.2f%s\n", currency, held[currency] / 100, booked[currency] / 100,
          apart ? "  THEY DIFFER" : ""
        differ += apart
      }
      exit differ > 0
    }' "$data/bank/report.csv" "$data/balances.csv"
}

# start_haven: runs `haven serve` in the background, its log in $data/haven.log; sets pid and url.
# Waits until it listens, at most 20 s.
start_haven() {
  export HAVEN_DATA=$data HAVEN_TOKEN_KEY=$data/token-key.pem
  : > "$data/haven.start"
  HAVEN_PORT=${port:-0} setsid "$haven" serve > /dev/null 2> >(tee -a "$data/haven.log" > "$data/haven.start") < /dev/null &
  pid=$!
  echo "$pid" > "$data/haven.pid"
  local line
  for _ in $(seq 1 200); do
    line=$(grep -m1 '"event":"listening"' "$data/haven.start" || true)
    if [ -n "$line" ]; then
      url=http://127.0.0.1:$(sed 's/.*"port":\([0-9]*\).*/\1/' <<< "$line")
      return 0
    fi
    if [ ! -d "/proc/$pid" ]; then
      echo "haven did not start; the end of $data/haven.log:" >&2
      tail -5 "$data/haven.start" >&2
      return 1
    fi
    sleep 0.1
  done
  echo "haven did not listen within 20 s; see $data/haven.log" >&2
  return 1
}

# stop_haven: asks it to drain and waits for its end.
stop_haven() {
  [ -n "${pid:-}" ] && [ -d "/proc/$pid" ] || return 0
  kill "$pid" 2> /dev/null || true
  for _ in $(seq 1 300); do [ -d "/proc/$pid" ] || return 0; sleep 0.1; done
  echo "haven did not stop within 30 s" >&2
  return 1
}

# wait_until_idle: until every consumer has read the whole log, at most $1 seconds.
wait_until_idle() {
  for _ in $(seq 1 $((${1:-60} * 5))); do
    if "$haven" events lag --json | grep -q '"behind":0' && ! "$haven" events lag --json | grep -qE '"behind":[1-9]'; then
      return 0
    fi
    sleep 0.2
  done
  echo "the bus did not become idle:" >&2
  "$haven" events lag >&2
  return 1
}

# How the rehearsal's bank treats accounts by their last two digits; plan.cpp draws the accounts.
bank_habits=(--ending 01=reject --ending 02=timeout --ending 03=contradict --ending 04=contradict_unpaid
  --ending 05=late_reject --ending 06=silent --ending 07=lost --ending 08=reorder --ending 09=duplicate
  --ending 10=batch_booked --ending 11=batch_bare)

# start_bank [OPTION...]: runs a bank in $data/bank, founding it when there is none; sets bank_pid.
# Further options are those of `bank serve`.
start_bank() {
  if [ ! -s "$data/bank/report.csv" ]; then
    mkdir -p "$data/bank"
    "$bank" found --dir "$data/bank" --account 0012345678900:PHP:0 --account 0012345678901:USD:0 \
      "${bank_habits[@]}" > /dev/null
  fi
  setsid "$bank" serve --dir "$data/bank" "$@" > /dev/null 2>> "$data/bank.log" < /dev/null &
  bank_pid=$!
  echo "$bank_pid" > "$data/bank.pid"
}

# stop_bank: lets it finish its pass.
stop_bank() {
  [ -n "${bank_pid:-}" ] && [ -d "/proc/$bank_pid" ] || return 0
  kill "$bank_pid" 2> /dev/null || true
  wait "$bank_pid" 2> /dev/null || true
}
