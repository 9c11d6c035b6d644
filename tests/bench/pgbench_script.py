#!/usr/bin/python3
"""Turns PostgreSQL's log of one claim's life into a pgbench script that makes a new claim each time.

The script holds every statement of every transaction that took part in the claim, in order, with
begin and commit, one transaction for each hop as it ran. Left out: polling that found nothing, lists
that staff looked at, renewals of leases, and what pays money into the purses.

Changed, because a claim is made anew each time:
  - ids, keys, references, hashes and the numbers of files come from one additional select at the start of each claim;
  - the member is a random one, by the primary key of bench.person;
  - a consumer's page begins at the event that it was for, learnt by `returning` where it was written;
  - every client of pgbench is a consumer of its own, so that no cursor is moved by two.
"""
import argparse
import re
import sys

LINE = re.compile(r"^@(\d+)\|([^|]*)\|(\d+)\|(\w+):  (.*)$", re.S)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHA256 = re.compile(r"^[0-9a-f]{64}$")
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')(?:, |$)", re.S)
FILE = re.compile(r"HB[0-9A-F]{32}")  # haven's name of a file of orders: a batch's id in capitals
BANKS = re.compile(r"(BANK|NTF|STM)-[0-9]+")  # the bank's numbers
WRITES = re.compile(r"\b(insert into|update|delete from) (?!bus\.(worker|progress)\b)[a-z_]+\.", re.S)


class Statement:
    def __init__(self, text):
        self.text = text
        self.parameters = []


class Transaction:
    def __init__(self, user):
        self.user = user
        self.xid = 0
        self.statements = []

    def values(self):
        return [p for s in self.statements for p in s.parameters if p is not None]

    def uuids(self):
        return {u for v in self.values() if not v.startswith("\\x") for u in UUID.findall(v)}

    def writes(self):
        return any(WRITES.search(s.text) for s in self.statements)


def entries_of(log):
    """(session, user, transaction's number, kind, text) with continuation lines joined."""
    entry = None
    for line in log:
        if line.startswith("@"):
            if entry:
                yield entry
            match = LINE.match(line.rstrip("\n"))
            entry = list(match.groups()) if match else None
        elif entry:
            entry[4] += "\n" + line.rstrip("\n").removeprefix("\t")
    if entry:
        yield entry


def parameters_of(detail):
    return [None if value == "NULL" else value[1:-1].replace("''", "'")
            for _, value in PARAMETER.findall(detail)]


def transactions_of(log):
    """Committed transactions of haven's services, in the order of their commits."""
    open_ones, last = {}, {}
    for session, user, xid, kind, text in entries_of(log):
        if not user.startswith("haven_"):
            continue
        if kind == "DETAIL" and text.startswith("parameters: ") and session in last:
            last[session].parameters = parameters_of(text.removeprefix("parameters: "))
        if kind != "LOG":
            continue
        if session in open_ones:
            open_ones[session].xid = max(open_ones[session].xid, int(xid))
        name, _, sql = text.partition(": ")
        if name == "statement" and sql == "begin":
            open_ones[session] = Transaction(user)
        elif name == "statement" and sql in ("commit", "rollback"):
            done = open_ones.pop(session, None)
            if done and sql == "commit":
                yield done
        elif session in open_ones and (name == "statement" or name.startswith("execute")):
            last[session] = Statement(sql)
            open_ones[session].statements.append(last[session])


def owners_in(transaction):
    return {s.parameters[2] for s in transaction.statements if is_progress(s)}


def life_of(claim, member, transactions):
    """The transactions that took part in the claim: they name it, or what came of it."""
    known, life = {claim}, []
    for one in transactions:
        uuids = one.uuids()
        if not uuids & known:
            continue
        if not one.writes() and any(" bus." in s.text for s in one.statements):
            continue  # a lease that was renewed, a cursor that was saved
        life.append(one)
        if one.writes():
            known |= uuids - {member} - owners_in(one)
    return life, known


def is_page(statement):
    return statement.text.startswith("select waits.consumer is not null")


def is_progress(statement):
    return statement.text.startswith("insert into bus.progress")


def is_event(statement):
    return statement.text.startswith("insert into bus.event")


class Script:
    def __init__(self, known, about, out):
        self.known, self.out = sorted(known), out
        self.member, self.number, self.reference, self.bank_reference = about
        self.new = re.compile("|".join([*map(re.escape, about[1:]), UUID.pattern, FILE.pattern,
                                        f"(?:{BANKS.pattern})"]))
        self.made = {}      # value -> pgbench variable
        self.columns = []   # of the select that makes the values
        self.saves = {}     # consumer -> rows of progress for each claim, and how far it has read
        self.events = []    # (type, its transaction, number of the variable with the new one)
        self.body = []

    # ---- values -------------------------------------------------------------------------------

    def pieces(self, value):
        """The value as an SQL expression over what is new in every claim; None if nothing is."""
        parts, at, any_new = [], 0, False
        for match in self.new.finditer(value):
            new = self.new_value(match[0])
            if new is None:
                continue
            any_new = True
            if match.start() > at:
                parts.append(literal(value[at:match.start()]))
            parts.append(new)
            at = match.end()
        if at < len(value):
            parts.append(literal(value[at:]))
        return "||".join(parts) if any_new else None

    def new_value(self, text):
        if text == self.member:
            return "p.member_id::text"
        if text == self.number:
            return "p.number"
        if text == self.reference:
            return literal(text[:7]) + "||substr(x.b, 9)"
        if text == self.bank_reference:
            return "upper(substr(md5(x.a||x.b), 1, 22))"
        if text in self.known:
            number = self.known.index(text)
            return f"x.a||'{number:03x}'||x.b"
        if FILE.fullmatch(text):
            batch = "-".join(text[a:b].lower() for a, b in ((2, 10), (10, 14), (14, 18), (18, 22), (22, 34)))
            new = self.new_value(batch)
            return f"'HB'||upper(replace({new}, '-', ''))" if new else None
        if BANKS.fullmatch(text):
            return literal(text) + "||x.a||substr(x.b, 9)"
        return None

    def value(self, text):
        if text is None:
            return "null"
        if text in self.made:
            return ":" + self.made[text]
        if SHA256.match(text):
            expression = f"md5(x.b||'{len(self.made)}')||md5(x.b)"
        elif text.startswith("\\x") or len(text) > 600:
            expression = None  # contents: the same for every claim
        else:
            expression = self.pieces(text)
        if expression is None:
            return literal(text)
        name = f"v{len(self.made)}"
        self.made[text] = name
        self.columns.append(f"{expression} as {name}")
        return ":" + name

    # ---- statements ---------------------------------------------------------------------------

    def fill(self, statement, values):
        text = re.sub(r"\$(\d+)", lambda m: values[int(m[1]) - 1], statement.text)
        return re.sub(r"\s+", " ", text).strip()

    def add(self, statement):
        if is_page(statement):
            return self.add_page(statement)
        if is_progress(statement):
            return self.add_progress(statement)
        values = [self.value(p) for p in statement.parameters]
        if is_event(statement):
            return self.add_event(statement, values)
        if "(s.slice + 16 - g.slice) % 16" in statement.text:
            values[15] = "(1 + :shard)"  # the purse's slice of the claim's shard
        self.body.append(self.fill(statement, values) + ";")

    def add_event(self, statement, values):
        types = re.findall(r"haven\.[a-z_]+\.v1\.\w+", " ".join(v for v in statement.parameters if v))
        shards = re.search(r"\$(\d+)::smallint\[\]", statement.text)
        index = int(shards[1]) - 1 if shards else 1
        values[index] = "'{'||:shard||'}'" if shards else ":shard"
        if shards:
            values[index] = "('{'||:shard||'}')"
        number = len(self.events)
        self.events.append((types[0], self.xid, number))
        self.body.append(self.fill(statement, values) + f" returning tx::text as t{number} \\gset")

    def add_page(self, statement):
        """Holds the claim's events that it held when it ran, by their new transactions."""
        types = set(re.findall(r"haven\.[a-z_]+\.v1\.\w+", " ".join(statement.parameters)))
        consumer = statement.parameters[6]
        read = self.saves.setdefault(consumer, {"n": 0, "read": 0})
        horizon = int(statement.parameters[3])
        fresh = [(xid, n) for kind, xid, n in self.events
                 if kind in types and read["read"] < xid < horizon]
        if not fresh:
            raise SystemExit(f"a page of {consumer} without an event of the claim")
        read["read"], first, last = max(fresh)[0], min(fresh)[1], max(fresh)[1]
        values = [self.value(p) for p in statement.parameters]
        values[0] = "('{'||:shard||'}')"
        values[1] = "('{'||:t%d||'}')" % first
        values[2] = "'{0}'"
        values[3] = "((:t%d)::bigint + 1)::text" % last
        self.page_tx = f":t{last}"
        self.body.append(self.fill(statement, values) + ";")

    def add_progress(self, statement):
        consumer = statement.parameters[0]
        save = self.saves.setdefault(consumer, {"n": 0, "read": 0})
        own = f"('{consumer}/'||:start||'/'||:client_id)"
        values = [literal(p) if p is not None else "null" for p in statement.parameters]
        values[0] = values[8] = own
        values[3] = "'{0}'"
        values[4] = f"('{{'||:at_{consumer}_{save['n']}||'}}')"
        values[5] = "'{0}'"
        values[6] = "('{'||%s||'}')" % self.page_tx
        values[7] = "'{1}'"
        save["n"] += 1
        self.body.append(self.fill(statement, values) + ";")

    def write(self, life):
        for one in life:
            self.xid = one.xid
            self.body.append("begin;")
            for statement in one.statements:
                self.add(statement)
            self.body.append("commit;")
        saving = {c: s["n"] for c, s in self.saves.items() if s["n"] > 0}
        head = ["-- made by tests/bench/pgbench_script.py from the log of one claim"]
        head += ["\\if :is_first"]
        head += [f"insert into bus.progress (consumer, shard, n, token, tx, position) values "
                 f"('{c}/'||:start||'/'||:client_id, 0, 0, 0, '0', 0);" for c in saving]
        head += ["\\set is_first 0", "\\endif"]
        head += [f"\\set at_{c}_{i} :k * {n} + {i}" for c, n in saving.items() for i in range(n)]
        head += ["\\set n :people - ((:start + :client_id + :clients * :k) % :people)",
                 "\\set r random(0, 281474976710655)",
                 "\\set shard random(0, 15)"]
        made = ", ".join(self.columns)
        head += ["select " + made + " from bench.person p, "
                 "(select substr(s.t, 1, 8)||'-'||substr(s.t, 9, 4)||'-7' as a, "
                 "'-8'||lpad(to_hex((:client_id)::int), 3, '0')||'-'||lpad(to_hex((:r)::bigint), 12, '0') as b "
                 "from (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), "
                 "12, '0') as t) s) x where p.n = :n \\gset"]
        self.out.write("\n".join(head + self.body + ["\\set k :k + 1"]) + "\n")


def literal(text):
    """An SQL literal in which pgbench finds no variable."""
    quoted = text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n")
    quoted = re.sub(r":(?=[A-Za-z_])", r"\\x3a", quoted)
    return f"E'{quoted}'" if quoted != text.replace("'", "''") else f"'{quoted}'"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--log", required=True)
    options.add_argument("--claim", required=True)
    options.add_argument("--about", required=True, help="a file with member|number|reference|bank reference")
    options.add_argument("--out", required=True)
    given = options.parse_args()
    with open(given.about) as line:
        about = line.read().strip().split("|")
    with open(given.log, errors="replace") as log:
        life, known = life_of(given.claim, about[0], transactions_of(log))
    with open(given.out, "w") as out:
        script = Script(known, about, out)
        script.write(life)
    statements = sum(len(one.statements) for one in life)
    print(f"{len(life)} transactions, {statements} statements, {len(script.made)} new values for each claim")


if __name__ == "__main__":
    sys.exit(main())
