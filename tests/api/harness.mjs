// Starts `haven serve` against a database of its own and speaks to it; every answer is held against
// docs/api. HAVEN_TEST_EXECUTABLE names the program, HAVEN_TEST_CLUSTER the cluster's folder.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { answerFaults, isUnsafe, operationFor } from "./document.mjs";

const run = promisify(execFile);
const repository = new URL("../../", import.meta.url).pathname;
const executable = process.env.HAVEN_TEST_EXECUTABLE ?? join(repository, "build/dev/haven");
const cluster = process.env.HAVEN_TEST_CLUSTER ?? join(repository, "build/dev/cluster");

// Only what haven knows: a variable that it does not know stops it.
function environment(settings) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("HAVEN_"));
  return { ...Object.fromEntries(kept), ...settings };
}

/** The tables that differ between two looks of Haven.stored(). */
export const changedTables = (before, after) =>
  [...after.keys()].filter((table) => before.get(table) !== after.get(table));

/** A request that is sent again is answered as before, and says so. */
export function sameAgain(first, again) {
  assert.equal(again.headers.get("idempotency-replayed"), "true", again.text);
  assert.equal(first.headers.get("idempotency-replayed"), null);
  assert.deepEqual([again.status, again.text], [first.status, first.text]);
  for (const name of ["etag", "location"]) {
    assert.equal(again.headers.get(name), first.headers.get(name), name);
  }
}

// A fund's policy with every payee asked, and with a third signature that one claim's payments reach.
const strict = (policy) =>
  policy.replace(/confirm_every: \d+/, "confirm_every: 1").replace('up_to: "5000000.00"', 'up_to: "110000.00"');

// The pack ph, and beside it a copy of it that differs in these files: { pack, files: {name: change} }.
function packsWith(folder, { pack, files }) {
  const packs = join(folder, "packs");
  const ops = join(repository, "ops/schemes");
  cpSync(join(ops, "ph"), join(packs, "ph"), { recursive: true });
  cpSync(join(ops, "ph"), join(packs, pack), { recursive: true });
  for (const [name, change] of Object.entries({ "pack.yaml": (text) => text.replace("pack: ph", `pack: ${pack}`), ...files })) {
    const before = readFileSync(join(ops, "ph", name), "utf8");
    const after = change(before);
    assert.notEqual(after, before, `${name} of the pack ${pack} changes nothing`);
    writeFileSync(join(packs, pack, name), after);
  }
  return packs;
}

/** A running haven: request(), issue(), count what is stored, stop(). */
export class Haven {
  /** `rules` is a pack beside ph; `changed` changes a policy file (folder, text) of every fund. */
  static async start(settings = {}, { rules, changed = (_, policy) => policy } = {}) {
    const haven = new Haven();
    haven.host = readFileSync(join(cluster, "host"), "utf8").trim();
    haven.name = `haven_api_${process.pid}_${Date.now()}`;
    haven.folder = mkdtempSync(join(tmpdir(), "haven-api-"));
    haven.settings = {
      HAVEN_DATABASE: `host=${haven.host} dbname=${haven.name}`,
      HAVEN_PORT: "0",
      HAVEN_DATA: haven.folder,
      HAVEN_FUNDS: "owwa:ph:+08:00,other:ph:+08:00",
      HAVEN_PURSES: join(haven.folder, "purses"),
      HAVEN_SWEEP_SECONDS: "3600",  // nothing may change by itself while a test compares
      ...settings,
    };
    mkdirSync(haven.settings.HAVEN_PURSES);
    const funds = haven.settings.HAVEN_FUNDS.split(",").map((fund) => fund.split(":")[0]);
    const purses = readFileSync(join(repository, "ops/purses/owwa.yaml"), "utf8");
    for (const fund of funds) {
      const own = fund === "owwa" ? purses : purses.replace(/(purse|remainder_to): /g, `$1: ${fund}_`);
      writeFileSync(join(haven.settings.HAVEN_PURSES, `${fund}.yaml`), own);
    }
    for (const [setting, folder] of [["HAVEN_PAYMENTS", "payments"], ["HAVEN_RECOVERIES", "recoveries"]]) {
      haven.settings[setting] = join(haven.folder, folder);
      mkdirSync(haven.settings[setting]);
      for (const fund of funds) {
        const policy = readFileSync(join(repository, "ops", folder, "owwa.yaml"), "utf8");
        writeFileSync(join(haven.settings[setting], `${fund}.yaml`), changed(folder, strict(policy)));
      }
    }
    if (rules) haven.settings.HAVEN_PACKS = packsWith(haven.folder, rules);
    await haven.sql("postgres", `create database ${haven.name}`);
    await haven.command("migrate");
    await haven.serve();
    return haven;
  }

  constructor() {
    this.tokens = new Map();
    this.log = [];
    this.repeats = false;  // whether every unsafe request that succeeds is sent a second time
    this.succeeded = new Set();  // operations that were answered with success at least once
  }

  async sql(database, statement) {
    const { stdout } = await run(
      "psql",
      ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", this.host, "-U", "haven", "-d", database, "-c", statement],
      { maxBuffer: 1 << 26 },
    );
    return stdout.trim();
  }

  /** Runs SQL as the owner of this haven's database. */
  query(statement) {
    return this.sql(this.name, statement);
  }

  async command(...words) {
    const { stdout } = await run(executable, words, {
      cwd: repository,
      env: environment(this.settings),
    });
    return stdout.trim();
  }

  async serve() {
    this.process = spawn(executable, ["serve"], {
      cwd: repository,
      env: environment(this.settings),
      stdio: ["ignore", "pipe", "pipe"],
    });
    process.once("exit", () => this.process.kill("SIGKILL"));  // a test that failed to start leaves nothing
    this.exited = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.stdout.resume();
    const port = new Promise((resolve, reject) => {
      createInterface({ input: this.process.stderr }).on("line", (line) => {
        this.log.push(line);
        if (line.includes('"listening"')) resolve(JSON.parse(line).port);
      });
      this.exited.then((code) => reject(new Error(`haven stopped (${code}):\n${this.log.join("\n")}`)));
    });
    this.url = `http://127.0.0.1:${await port}`;
  }

  /** Ends and goes on with other settings, on the same database. */
  async restart(settings) {
    this.process.kill("SIGTERM");
    assert.equal(await this.exited, 0);
    Object.assign(this.settings, settings);
    await this.serve();
  }

  async stop() {
    this.process.kill("SIGTERM");
    const code = await this.exited;
    await this.sql("postgres", `drop database if exists ${this.name} with (force)`);
    rmSync(this.folder, { recursive: true, force: true });
    assert.equal(code, 0, `haven ended with ${code}:\n${this.log.slice(-20).join("\n")}`);
  }

  get tokenKey() {
    return join(this.folder, "token-key.pem");
  }

  /** A token, made once per subject, role and fund. */
  async issue(role, subject = role, fund = "owwa") {
    const name = `${fund}/${subject}/${role}`;
    if (!this.tokens.has(name)) {
      const token = await this.command(
        "token", "issue", "--subject", subject, "--fund", fund, "--role", role,
        "--key", this.tokenKey,
      );
      this.tokens.set(name, token.split("\n").at(-1).trim());
    }
    return this.tokens.get(name);
  }

  /**
   * Sends a request and holds the answer against the description. `as` is a role, a [role, subject,
   * fund], or {token}; nothing sends no token. A body that is no text or buffer is sent as JSON.
   */
  async request(method, path, { as, body, headers = {}, key } = {}) {
    const sent = { ...headers };
    const token = as?.token ?? (as && (await this.issue(...[as].flat())));
    if (token) sent.authorization ??= `Bearer ${token}`;
    const isPlain = body === undefined || typeof body === "string" || Buffer.isBuffer(body);
    if (body !== undefined) sent["content-type"] ??= "application/json";
    if (isUnsafe(method) && key !== null) sent["idempotency-key"] ??= key ?? randomUUID();
    const ask = async () =>
      this.judged(method, path, await fetch(this.url + path, {
        method: method.toUpperCase(),
        headers: sent,
        body: isPlain ? body : JSON.stringify(body),
      }));
    const answer = await ask();
    if (this.repeats && isUnsafe(method) && answer.status < 300) sameAgain(answer, await ask());
    return answer;
  }

  async judged(method, path, response) {
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text };
    const operation = operationFor(method, path.split("?")[0]);
    assert.ok(operation, `docs/api describes no ${method} ${path}`);
    const faults = answerFaults(operation, answer);
    assert.equal(
      faults.length, 0,
      `${operation.name} was answered ${answer.status} ${text.slice(0, 500)}\n  ${faults.join("\n  ")}`,
    );
    if (answer.status < 300) this.succeeded.add(operation.id);
    if (/json/.test(response.headers.get("content-type") ?? "")) answer.json = JSON.parse(text);
    return answer;
  }

  /** Like request(), for answers that must succeed: the JSON of the answer. */
  async ask(method, path, options) {
    const answer = await this.request(method, path, options);
    assert.ok(answer.status < 300, `${method} ${path} was answered ${answer.status} ${answer.text}`);
    return answer.json;
  }

  /** Asks again until `done(json)` holds: consumers work in the background. */
  async eventually(path, as, done, seconds = 20) {
    const until = Date.now() + seconds * 1000;
    for (;;) {
      const json = await this.ask("get", path, { as });
      if (done(json)) return json;
      if (Date.now() > until) {
        assert.fail(`${path} did not come to be as expected: ${JSON.stringify(json)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits until every consumer has read the whole log: what one service said, all others know. */
  async caughtUp(seconds = 20) {
    const until = Date.now() + seconds * 1000;
    while (/"behind":[1-9]/.test(await this.command("events", "lag", "--json"))) {
      assert.ok(Date.now() < until, "the consumers do not catch up");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** For each table, a text that changes when any row of it does. The bus's own notes are left out. */
  async stored() {
    const rows = await this.query(`
      select table_schema || '.' || table_name || ' ' || (xpath('/row/n/text()', query_to_xml(
               format('select count(*) || ''/'' || coalesce(sum(hashtextextended(r::text, 0)), 0) as n
                       from %I.%I r', table_schema, table_name), false, true, '')))[1]::text
        from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
         and (table_schema <> 'bus' or table_name in ('event', 'parked'))`);
    return new Map(rows.split("\n").map((row) => row.split(" ")));
  }

  /** Waits until no consumer has anything left to do: nothing stored changes for a while. */
  async settled() {
    let last = new Map();
    for (let quiet = 0; quiet < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      const now = await this.stored();
      quiet = changedTables(last, now).length === 0 ? quiet + 1 : 0;
      last = now;
    }
    return last;
  }
}
