#!/usr/bin/python3
"""From awards to settled payments, against PostgreSQL and libxml2 doing the same work alone.

  tests/bench/pay/run.py HAVEN BANK AWARDS [--payments N] [--small N] [--out FILE]

Run by `ops/bench pay`. Each size begins on an empty database. docs/benchmarks.md says what is measured.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "support"))
from payday import Bank, Haven, Office, run  # noqa: E402

AMOUNT = "1000.00"
BATCH_MAX = 100000
TABLES = ("disbursement", "ledger", "bus")


class Clock:
    """Seconds by stage."""

    def __init__(self):
        self.stages = {}

    def time(self, stage, work):
        begun = time.monotonic()
        result = work()
        self.stages[stage] = self.stages.get(stage, 0) + time.monotonic() - begun
        return result


def say(what):
    print(f"== {what}", file=sys.stderr, flush=True)


def large_files(data):
    """How owwa pays, at a bank that takes as many transfers in one file as haven writes."""
    folder = data / "payments"
    folder.mkdir()
    text = Path("ops/payments/owwa.yaml").read_text()
    (folder / "owwa.yaml").write_text(
        re.sub("transfers_max: [0-9]+", f"transfers_max: {BATCH_MAX}", text))
    return folder


def fund(haven):
    purse = f"owwa_assistance_{time.gmtime().tm_year}"  # the awards arose today
    for number in range(2):
        asked = haven.expect(201, "POST", f"/v1/purses/{purse}/fundings", "carla", "cashier", {
            "amount": {"amount": "500000000.00", "currency": "PHP"}, "reference": f"DEP-{number}",
            "reason": "Allocation by the board"})
        haven.expect(200, "POST", f"/v1/fundings/{asked['funding_id']}/confirmation", "paz",
                     "approver", {})


def wait_for(haven, state, count, seconds=1800):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = haven.sql(f"select count(*) from disbursement.payment where state = '{state}'")
        if int(found[0][0]) == count:
            return
        time.sleep(0.1)
    raise SystemExit(f"{found[0][0]} of {count} payments are {state}")


def rows_in(haven):
    """How many rows each table of haven's holds."""
    names = haven.sql("select schemaname || '.' || relname from pg_stat_user_tables "
                      f"where schemaname in {TABLES} order by 1")
    return {name: int(haven.sql(f"select count(*) from {name}")[0][0]) for [name] in names}


def pay(haven, office, clock, count):
    """Batches, signatures, files for the bank."""
    for begin in range(0, count, BATCH_MAX):
        part = min(BATCH_MAX, count - begin)
        total = f"{part * 1000}.00"
        batch = clock.time("batched and signed", lambda: office.batch({
            "currency": "PHP", "declared_count": part, "up_to": part,
            "declared_total": {"amount": total, "currency": "PHP"}}))
        clock.time("batched and signed", lambda: office.sign(batch, until="release"))
        clock.time("released, files written", lambda: office.sign(batch))
        file = clock.time("files fetched",
                          lambda: office.fetch(f"/v1/payment-batches/{batch}/bank-file"))
        os.rename(file, office.bank.folder / f"orders-{begin:08}.xml")


def pay_at_bank(bank):
    """One day, so that one statement holds every payment."""
    for file in sorted(bank.folder.glob("orders-*")):
        shutil.copy(file, bank.folder / "in" / file.name)
    bank.do("end-day")


def measure(programs, data, count):
    """One size, from an empty database to settled payments. Leaves haven and the bank standing."""
    clock = Clock()
    haven = Haven(programs.haven, data)
    haven.env["HAVEN_PAYMENTS"] = str(large_files(data))
    haven.services = ["ledger", "disbursement"]
    haven.start()
    fund(haven)
    haven.wait_until_idle()
    before = rows_in(haven)
    bank = Bank(programs.bank, data / "bank", [f"0012345678900:PHP:{count * 1000}.00"])
    office = Office(haven, bank)
    say(f"{count} awards")
    clock.time("awarded, reserved, planned", lambda: (
        run([str(programs.awards), "--database", f"host={haven.host} dbname=haven", "--count",
             str(count), "--amount", AMOUNT]),
        wait_for(haven, "payable", count)))
    haven.wait_until_idle(1800)
    haven.sql("vacuum analyze")
    haven.stop()
    haven.start()  # so that the memory is that of what follows
    idle = haven.peak_memory_mb()
    say("batches and files for the bank")
    pay(haven, office, clock, count)
    writing = haven.peak_memory_mb()
    say("the bank pays, which is not haven's time")
    clock.time("at the bank", lambda: pay_at_bank(bank))
    statements = [one for one in bank.letters() if "camt.053" in one.name]
    say("statements")
    for letter in statements:
        shutil.copy(letter, data / "bank" / ("taken-" + letter.name))
        clock.time("statements taken", lambda one=letter: office.take_letter(one))
    clock.time("booked", lambda: (wait_for(haven, "settled", count), haven.wait_until_idle(1800)))
    memory = {"idle": idle, "writing": writing, "reading": haven.peak_memory_mb()}
    after = rows_in(haven)
    return {"haven": haven, "bank": bank, "clock": clock.stages, "memory": memory, "count": count,
            "rows": {name: after[name] - before.get(name, 0) for name in after
                     if after[name] - before.get(name, 0) >= count}}


# ---- the same rows by pgbench --------------------------------------------------------------------

def prepare_same_rows(haven, rows, count):
    """Numbered copies of the rows to read from, and empty tables alike to write to; the script."""
    haven.sql("drop schema if exists same_rows cascade; create schema same_rows")
    script = ["\\set i :client_id * :each + :k", "\\set k :k + 1", "begin;"]
    for number, (table, total) in enumerate(sorted(rows.items())):
        each = total // count
        columns = ", ".join(row[0] for row in haven.sql(
            "select quote_ident(attname) from pg_attribute where attnum > 0 and not attisdropped "
            f"and attgenerated = '' and attrelid = '{table}'::regclass order by attnum"))
        haven.sql(f"create table same_rows.from_{number} as select (row_number() over () - 1) / {each} "
                  f"as n, {columns} from {table} limit {each * count}; "
                  f"create index on same_rows.from_{number} (n); "
                  f"create table same_rows.to_{number} (like {table} including defaults including "
                  "constraints including indexes)")
        script.append(f"insert into same_rows.to_{number} ({columns}) overriding system value "
                      f"select {columns} from same_rows.from_{number} where n = :i;")
    haven.sql("vacuum analyze")
    return "\n".join(script + ["commit;"]) + "\n"


def by_pgbench(haven, data, rows, count):
    """Seconds in which pgbench inserts the same number of the same rows, a payment a transaction."""
    say("the same rows by pgbench")
    script = data / "same_rows.sql"
    script.write_text(prepare_same_rows(haven, rows, count))
    haven.sql("checkpoint")
    clients = 8
    each = count // clients
    pgbench = shutil.which("pgbench") or str(
        sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1])
    begun = time.monotonic()
    answer = run([pgbench, "-h", haven.host, "-U", "haven", "-n", "-M", "prepared", "-j", "2", "-c",
                  str(clients), "-t", str(each), "-D", f"each={each}", "-D", "k=0", "-f", str(script),
                  "haven"])
    took = time.monotonic() - begun
    if f"{each * clients}/{each * clients}" not in answer:
        raise SystemExit(answer)
    return took * count / (each * clients)


def by_xmllint(files):
    """Seconds in which xmllint reads the files as streams and does nothing with them."""
    if not shutil.which("xmllint"):
        return None
    begun = time.monotonic()
    for file in files:
        subprocess.run(["xmllint", "--stream", "--noout", str(file)], check=True)
    return time.monotonic() - begun


# ---- what came of it -----------------------------------------------------------------------------

def proved(one):
    """Everything settled, at the bank and in haven; no invariant broken that concerns the money."""
    haven, bank, count = one["haven"], one["bank"], one["count"]
    debits = [record[7] for record in bank.journal() if record[0] == "entry"]
    if len(debits) != count or len(set(debits)) != count:
        raise SystemExit(f"the bank debited {len(debits)} orders, {len(set(debits))} of them once")
    settled = haven.sql("select count(*), sum(amount_minor) from disbursement.payment "
                        "where state = 'settled'")[0]
    if settled != [str(count), str(count * 100000)]:
        raise SystemExit(f"haven settled {settled}")
    check = subprocess.run([haven.program, "check"], env=haven.env, capture_output=True, text=True)
    # Nobody decided these awards, and no consumer of the other services has run.
    about_others = ("award", "two approvals", "every consumer")
    broken = [line for line in check.stdout.splitlines()
              if line.startswith("BROKEN") and not any(word in line for word in about_others)]
    if broken:
        raise SystemExit("\n".join(broken))


def table_of(small, large, ratios):
    rows = sum(large["rows"].values())
    seconds = sum(took for stage, took in large["clock"].items() if stage != "at the bank")
    lines = [f"{time.strftime('%F')}, {os.cpu_count()} cores, load average "
             f"{os.getloadavg()[0]:.1f} at the end", "",
             f"| stage | {small['count']} payments, s | {large['count']} payments, s |",
             "|---|---|---|"]
    lines += [f"| {stage} | {small['clock'][stage]:.1f} | {took:.1f} |"
              for stage, took in large["clock"].items()]
    lines += ["", f"award to settled, without the bank's own time: {seconds:.1f} s, "
                  f"{large['count'] / seconds:.0f} payments/s, {rows} rows, "
                  f"{rows / seconds:.0f} rows/s", "",
              "| haven's memory, MB at most | " + " | ".join(
                  str(one["count"]) for one in (small, large)) + " |", "|---|---|---|"]
    lines += [f"| {what} | {small['memory'][key]:.0f} | {large['memory'][key]:.0f} |"
              for key, what in (("idle", "after start"), ("writing", "after writing the files"),
                                ("reading", "after taking the statements"))]
    lines += ["", "| against | s | haven / it |", "|---|---|---|"] + [
        f"| {what} | {took:.1f} | {ratio:.2f} |" for what, took, ratio in ratios]
    return "\n".join(lines) + "\n"


def ratios_of(large, data):
    clock = large["clock"]
    seconds = sum(took for stage, took in clock.items() if stage != "at the bank")
    same_rows = by_pgbench(large["haven"], data, large["rows"], large["count"])
    ratios = [("pgbench -c 8 inserting the same number of the same rows", same_rows,
               seconds / same_rows)]
    folder = large["bank"].folder
    for what, pattern, stage in (("xmllint --stream, the files of orders", "orders-*", "files fetched"),
                                 ("xmllint --stream, the statements", "taken-*", "statements taken")):
        took = by_xmllint(sorted(folder.glob(pattern)))
        if took:
            ratios.append((what + f" ({stage})", took, clock[stage] / took))
    return ratios


def main():
    parser = argparse.ArgumentParser()
    for name in ("haven", "bank", "awards"):
        parser.add_argument(name, type=lambda text: Path(text).resolve())
    parser.add_argument("--payments", type=int, default=100000)
    parser.add_argument("--small", type=int, default=10000)
    parser.add_argument("--out", default="/dev/null")
    options = parser.parse_args()
    data = Path(os.environ.get("DATA", "var/bench-pay")).resolve()
    small = measure(options, data, options.small)
    proved(small)
    small["haven"].remove()
    large = measure(options, data, options.payments)
    try:
        proved(large)
        text = table_of(small, large, ratios_of(large, data))
    finally:
        large["haven"].remove()
    print(text)
    Path(options.out).write_text(text)


main()
