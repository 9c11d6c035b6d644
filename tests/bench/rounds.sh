# What ops/bench measures and prints. Sourced by ops/bench, not run.

load() {
  local status=0
  start_bank --pass-ms 2
  "$haven" rehearse load --url "$url" --key "$data/token-key.pem" --bank "$data/bank" \
    --members "$members" --people-seed "$seed" --first-member "$first_member" "$@" || status=$?
  stop_bank
  return "$status"
}
value_of() { /usr/bin/python3 -c 'import json,sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

# cpu_of PID...: seconds of processor time of these processes and of their ended children.
cpu_of() {
  local ticks=0 stat
  for stat in "${@/#//proc/}"; do
    [ -r "$stat/stat" ] || continue
    ticks=$((ticks + $(sed 's/.*) //' "$stat/stat" | awk '{print $12 + $13 + $14 + $15}')))
  done
  awk -v t="$ticks" -v hz="$(getconf CLK_TCK)" 'BEGIN {print t / hz}'
}
postgres_cpu() {
  local postmaster
  postmaster=$(as_owner -c "select pg_read_file('postmaster.pid')" | head -1)
  # shellcheck disable=SC2046
  cpu_of "$postmaster" $(pgrep -P "$postmaster")
}

# run_haven ROUND: claims in flight for some seconds; a line of what came of it in $work/haven.
run_haven() {
  local before after answer memory
  as_owner -c checkpoint
  start_haven
  before=$(cpu_of "$pid") before_postgres=$(postgres_cpu)
  answer=$(load --claims-in-flight "$in_flight" --warm-up "$warm_up" --seconds "$seconds")
  after=$(cpu_of "$pid") after_postgres=$(postgres_cpu)
  memory=$(awk '/VmHWM/ {print $2}' "/proc/$pid/status")
  wait_until_idle 60
  stop_haven
  first_member=$(value_of next_member <<< "$answer")
  local from to rate
  from=$(value_of from <<< "$answer") to=$(value_of to <<< "$answer")
  rate=$(as_owner -c "select round(count(*) / extract(epoch from '$to'::timestamptz - '$from'), 1) \
    from claims.history where move = 'payments_settled' and at >= '$from' and at < '$to'")
  [ "$1" -gt 0 ] || : > "$work/haven"
  echo "$1 $rate $memory $from $to $(value_of settled <<< "$answer") \
    $(awk -v a="$before" -v b="$after" 'BEGIN {print b - a}') \
    $(awk -v a="$before_postgres" -v b="$after_postgres" 'BEGIN {print b - a}') \
    $(value_of load_cpu_s <<< "$answer") $(cut -d' ' -f1 /proc/loadavg)" >> "$work/haven"
  echo "haven: $rate claims settled/s"
}

# One claim alone through haven, with every statement in PostgreSQL's log; from that, the script.
capture_script() {
  say "capturing the SQL of one claim"
  local log
  log=$(cat "$data/pg/host")/log
  start_haven
  load --claims 20 --claims-in-flight 4 --warm-up 0 --seconds 1 > "$work/answer"
  first_member=$(value_of next_member < "$work/answer")
  wait_until_idle 60
  local from
  from=$(($(stat -c %s "$log") + 1))
  as_owner -c "alter system set log_statement = 'all'" \
    -c "alter system set log_line_prefix = '@%p|%u|%x|'" -c 'select pg_reload_conf()' > /dev/null
  sleep 1
  load --claims 1 --claims-in-flight 1 --filers 1 --approvers 1 --warm-up 0 --seconds 1 > "$work/answer"
  first_member=$(value_of next_member < "$work/answer")
  wait_until_idle 60
  as_owner -c 'alter system reset log_statement' -c 'alter system reset log_line_prefix' \
    -c 'select pg_reload_conf()' > /dev/null
  stop_haven
  tail -c "+$from" "$log" > "$work/capture.log"
  local claim
  claim=$(as_owner -c "select claim_id from claims.claim order by created_at desc limit 1")
  as_owner -c "select c.member_id, m.number, c.reference, p.bank_reference \
    from claims.claim c join claims.member m using (fund, member_id) \
    join disbursement.payment p using (claim_id) where claim_id = '$claim'" > "$work/claim"
  /usr/bin/python3 tests/bench/pgbench_script.py --log "$work/capture.log" --claim "$claim" \
    --about "$work/claim" --out "$work/claim.sql"
  copy_database imported same_sql
  database=same_sql as_owner -f tests/bench/same_sql.sql
}

same_sql() {  # same_sql CLIENTS SECONDS
  local count
  count=$(database=same_sql as_owner -c 'select count(*) from bench.person')
  "$pgbench" -h "$(cat "$data/pg/host")" -U haven -n -M prepared -j 2 -c "$1" -T "$2" -P 1 \
    -D "people=$count" -D "clients=$1" -D k=0 -D is_first=1 -D "start=$(cat "$work/used" 2> /dev/null || echo 0)" \
    -f "$work/claim.sql" same_sql > "$work/pgbench.log" 2>&1 || { tail -5 "$work/pgbench.log" >&2; return 1; }
  # Each member once: the next round begins behind those of this one.
  awk -v c="$1" '/^number of transactions actually processed/ {n = $6} END {print int(n * 1.5) + 10 * c}' "$work/pgbench.log" > "$work/used.more"
  echo $(($(cat "$work/used" 2> /dev/null || echo 0) + $(cat "$work/used.more"))) > "$work/used"
  ! grep -qE 'aborted|ERROR' "$work/pgbench.log" || { grep -m3 -E 'aborted|ERROR' "$work/pgbench.log" >&2; return 1; }
  # Its seconds after the warm-up.
  awk -v skip="$warm_up" '/^progress:/ {if (++n > skip) {sum += $4; ++count}} END {printf "%.1f\n", sum / count}' \
    "$work/pgbench.log"
}

# pgbench with as many clients as serves it best.
choose_clients() {
  say "choosing the number of pgbench's clients"
  rm -f "$work/used"
  local best=0 rate candidate
  clients=0
  for candidate in 8 16 32 64; do
    rate=$(same_sql "$candidate" $((warm_up + 5)))
    echo "pgbench -c $candidate: $rate claims/s"
    if awk -v a="$rate" -v b="$best" 'BEGIN {exit !(a > b)}'; then best=$rate clients=$candidate; fi
  done
}

run_pgbench() {
  as_owner -c checkpoint
  local rate
  rate=$(same_sql "$clients" $((warm_up + seconds)))
  [ "$1" -gt 0 ] || : > "$work/pgbench"
  echo "$1 $rate $(cut -d' ' -f1 /proc/loadavg)" >> "$work/pgbench"
  echo "pgbench -c $clients: $rate claims/s"
}

# The time between what was said of a claim, over the claims that were settled in a counted window.
stages() {
  local windows
  windows=$(awk '$1 > 0 {printf "%s(\x27%s\x27::timestamptz, \x27%s\x27::timestamptz)", sep, $4, $5; sep = ", "}' "$work/haven")
  as_owner -F ' | ' -c "
    with windows(low, high) as (values $windows),
    moments as (
      select subject, max(occurred_at) filter (where type like '%.ClaimFiled') as filed,
             max(occurred_at) filter (where type like '%.ClaimDecided') as decided,
             max(occurred_at) filter (where type like '%.DecisionApproved') as approved,
             max(occurred_at) filter (where type like '%.PaymentReleased') as released,
             max(occurred_at) filter (where type like '%.PaymentSettled') as settled,
             max(occurred_at) filter (where type like '%.ClaimClosed') as closed
        from bus.event group by subject),
    counted as (
      select m.* from moments m join windows w on m.settled >= w.low and m.settled < w.high)
    select stage, to_char(p[1], 'FM99990'), to_char(p[2], 'FM99990'), to_char(p[3], 'FM99990')
      from (select stage, number, percentile_cont(array[0.5, 0.95, 0.99])
                   within group (order by extract(epoch from took) * 1000) as p
              from counted, lateral (values
                (1, 'filed to decided', decided - filed),
                (2, 'decided to approved', approved - decided),
                (3, 'approved to released', released - approved),
                (4, 'released to settled', settled - released),
                (5, 'settled to closed', closed - settled),
                (6, 'filed to closed', closed - filed)) as s(number, stage, took)
             group by stage, number) as t
     order by number" | sed 's/^/| /; s/$/ |/'
}

print_tables() {
  echo
  echo "$(date -u +%FT%RZ), $(nproc) cores, $(sed -n 's/^model name\t: //p' /proc/cpuinfo | head -1), $("$haven" --version 2> /dev/null | head -1)"
  echo "load average of the machine at the end of each round in the last columns; flushes delayed by $flush_ms ms"
  echo
  echo "| round | haven, claims settled/s | pgbench, claims/s | ratio | load (haven) | load (pgbench) |"
  echo "|---|---|---|---|---|---|"
  if [ -n "$haven_only" ]; then
    awk '$1 > 0 {printf "| %s | %s | | | %s | |\n", $1, $2, $NF}' "$work/haven"
  else
    paste -d' ' "$work/haven" "$work/pgbench" |
      awk '$1 > 0 {printf "| %s | %s | %s | %.2f | %s | %s |\n", $1, $2, $12, $2 / $12, $10, $13}'
    paste -d' ' "$work/haven" "$work/pgbench" | awk '$1 > 0 {print $2 / $12}' | sort -n |
      awk '{v[NR] = $1} END {m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2;
            printf "\nratio: median %.2f (%.2f to %.2f) against pgbench -c '"$clients"'\n", m, v[1], v[NR]}'
  fi
  awk '$1 > 0 {n += $6; h += $7; p += $8; l += $9; if ($3 > m) m = $3}
    END {printf "\nhaven: at most %.0f MB resident; processor time of a claim: haven %.1f ms, PostgreSQL %.1f ms, load %.1f ms\n\n",
         m / 1024, 1000 * h / n, 1000 * p / n, 1000 * l / n}' "$work/haven"
  echo "| from one move to the next, $in_flight in flight | p50 ms | p95 ms | p99 ms |"
  echo "|---|---|---|---|"
  stages
}
