"""A payment office and its bank, for flow tests and benchmarks: haven over HTTP, the program `bank`
through its folders. Nothing here knows haven's tables but `Haven.sql`, which tests look with.
"""
import csv
import http.client
import io
import json
import os
import shutil
import signal
import subprocess
import time
import uuid
from pathlib import Path


class Haven:
    """`haven serve` on a private PostgreSQL of its own, empty at first; killed and started at will."""

    def __init__(self, program, data, services=(), settings=None):
        self.program, self.data, self.services = str(program), Path(data), list(services)
        self.process, self.port, self.tokens = None, 0, {}
        run(["tests/support/cluster", "remove", str(self.data / "pg")])
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        self.host = run(["tests/support/cluster", "start", str(self.data / "pg")]).strip()
        self.env = dict(os.environ, HAVEN_DATABASE=f"host={self.host} dbname=haven",
                        HAVEN_DATA=str(self.data), HAVEN_TOKEN_KEY=str(self.data / "token-key.pem"),
                        **(settings or {}))
        if not self.sql("select 1 from pg_database where datname = 'haven'", "postgres"):
            self.sql("create database haven", "postgres")
        self.command("migrate")

    def sql(self, query, database="haven"):
        """The rows that a query of the tables' owner gives, as lists of texts."""
        text = run(["psql", "-qAtX", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", self.host, "-U",
                    "haven", "-d", database, "-c", query])
        return [line.split("\t") for line in text.splitlines()]

    def command(self, *words):
        return run([self.program, *words], env=self.env)

    def start(self):
        log = open(self.data / "haven.log", "ab")
        begin = log.tell()
        self.process = subprocess.Popen([self.program, "serve", *self.services], stderr=log,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        env=dict(self.env, HAVEN_PORT=str(self.port)))
        for _ in range(600):
            with open(self.data / "haven.log", "rb") as lines:
                lines.seek(begin)
                for line in lines:
                    if b'"event":"listening"' in line:
                        self.port = json.loads(line)["port"]
                        return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit(f"haven did not start: see {self.data}/haven.log")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self):
        self.kill()
        self.start()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)

    def remove(self):
        if self.process and self.process.poll() is None:
            self.kill()
        run(["tests/support/cluster", "remove", str(self.data / "pg")])

    def wait_until_idle(self, seconds=120):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            consumers = [json.loads(line) for line in
                         self.command("events", "lag", "--json").splitlines() if line]
            if consumers and all(one.get("behind") == 0 for one in consumers):
                return
            time.sleep(0.1)
        raise SystemExit("the bus did not become idle:\n" + self.command("events", "lag"))

    def peak_memory_mb(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0

    def token(self, who, role):
        if (who, role) not in self.tokens:
            self.tokens[who, role] = self.command(
                "token", "issue", "--key", self.env["HAVEN_TOKEN_KEY"], "--subject", who, "--fund",
                "owwa", "--role", role).strip()
        return self.tokens[who, role]

    def request(self, method, path, who, role, body=None, key=None, into=None):
        """One request, not repeated. `body`: an object, or the path of a file. Raises OSError or
        HTTPException when no answer comes."""
        headers = {"Authorization": f"Bearer {self.token(who, role)}"}
        if isinstance(body, Path):
            headers |= {"Content-Type": "application/xml", "Content-Length": str(body.stat().st_size)}
        elif body is not None:
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        if method != "GET":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            sent = open(body, "rb") if isinstance(body, Path) else body
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            if into is not None and answer.status == 200:
                with open(into, "wb") as out:
                    while part := answer.read(1 << 20):
                        out.write(part)
                return answer.status, {}
            text = answer.read()
            return answer.status, json.loads(text) if text else {}
        finally:
            connection.close()

    def ask(self, method, path, who, role, body=None, key=None, into=None, started=True):
        """The same until it is answered, with one Idempotency-Key."""
        key = key or str(uuid.uuid4())
        until = time.monotonic() + 600
        while time.monotonic() < until:
            try:
                status, answer = self.request(method, path, who, role, body, key, into)
            except (OSError, http.client.HTTPException):
                status, answer = 0, {}
            busy = status == 409 and answer.get("code") == "idempotency_in_progress"
            if status and status < 500 and not busy:
                return status, answer
            time.sleep(0.1)
        raise SystemExit(f"no answer to {method} {path}: {status} {answer}")

    def expect(self, status, method, path, *rest, **named):
        got, answer = self.ask(method, path, *rest, **named)
        if got != status:
            raise SystemExit(f"{method} {path}: {got} {answer}, not {status}")
        return answer


def run(words, env=None):
    done = subprocess.run(words, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words[:4])} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


class Bank:
    """The program `bank` (tests/support/bank), one pass at a time."""

    def __init__(self, program, folder, accounts, options=()):
        self.program, self.folder = str(program), Path(folder)
        words = [word for one in accounts for word in ("--account", one)]
        run([self.program, "found", "--dir", str(self.folder), *words, *options])

    def do(self, *words):
        return run([self.program, words[0], "--dir", str(self.folder), *words[1:]])

    def killed_pass(self, after_s):
        """A pass that is killed in its middle, if it is not faster."""
        process = subprocess.Popen([self.program, "pass", "--dir", str(self.folder)])
        time.sleep(after_s)
        process.kill()
        process.wait()

    def hand_in(self, file):
        """Moves a file of orders, which lies beside in/, into it."""
        os.rename(file, self.folder / "in" / (uuid.uuid4().hex + ".xml"))

    def letters(self):
        return sorted((self.folder / "out").iterdir())

    def journal(self):
        """Its records, as they stand there: its own ledger."""
        return list(csv.reader(io.StringIO((self.folder / "journal").read_text())))

    def report(self):
        return list(csv.reader(io.StringIO((self.folder / "report.csv").read_text())))

    def balances(self):
        """What its own ledger holds, in minor units by currency; one account for each."""
        return {row[2]: int(row[3]) for row in self.report() if row[0] == "account"}

    def waits(self):
        rows = self.report()
        return int(next(row[1] for row in rows if row[0] == "waiting"))


class Office:
    """The people who pay: a maker, those who sign, and whoever carries files to the bank."""

    maker, approvers, releasers = "carla", ("pilar", "pedro", "pura"), ("cesar", "celia")

    def __init__(self, haven, bank):
        self.haven, self.bank = haven, bank

    def batch(self, body):
        return self.haven.expect(201, "POST", "/v1/payment-batches", self.maker, "cashier",
                                 body)["batch_id"]

    def state(self, batch):
        return self.haven.expect(200, "GET", f"/v1/payment-batches/{batch}", self.maker, "cashier")

    def next_signature(self, batch):
        """The step that a batch waits for and the role that takes it; nothing when it has left."""
        now = self.state(batch)
        wants_authorisation = now.get("signers", {}).get("authorise", 0) > 0
        return {"created": ("approval", "approver", self.approvers),
                "approved": ("authorisation", "approver", self.approvers) if wants_authorisation
                else ("release", "cashier", self.releasers),
                "authorised": ("release", "cashier", self.releasers)}.get(now["state"])

    def sign(self, batch, until="released"):
        """Has the batch signed until it has left, or until the next signature is of that step."""
        signed = set()
        while (wanted := self.next_signature(batch)) and wanted[0] != until:
            step, role, people = wanted
            for who in people:
                if who in signed:
                    continue
                signed.add(who)
                if self.haven.ask("POST", f"/v1/payment-batches/{batch}/{step}", who, role,
                                  {})[0] == 200:
                    break
            else:
                raise SystemExit(f"nobody is left to sign a batch: {self.state(batch)}")

    def fetch(self, path):
        """A file that haven wrote for the bank, beside the bank's folder in/."""
        file = self.bank.folder / f"fetched-{uuid.uuid4().hex}"
        self.haven.expect(200, "GET", path, self.maker, "cashier", into=file)
        return file

    def carry(self, path):
        self.bank.hand_in(self.fetch(path))

    def take_letter(self, letter):
        """A file of the bank is uploaded; taken before is as good as taken. Answers at the counter
        are given back as rows."""
        rows = []
        if letter.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(letter.read_text())))
        else:
            status, answer = self.haven.ask("POST", "/v1/bank-statements", self.maker, "cashier",
                                            letter)
            if status not in (201, 409):
                raise SystemExit(f"{letter.name} was not taken: {status} {answer}")
        letter.unlink()
        return rows

    def payments(self, state):
        return self.haven.expect(200, "GET", f"/v1/payments?state={state}&limit=200", self.maker,
                                 "cashier")["items"]
