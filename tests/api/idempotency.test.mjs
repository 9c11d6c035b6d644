// One Idempotency-Key, one change: however often, by whomever and at once a request arrives. That
// every single operation repeats its answer is shown by flow.test.mjs, which sends all of them twice.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { Haven, changedTables, sameAgain } from "./harness.mjs";
import { Office, usd } from "./office.mjs";

const haven = await Haven.start();
after(() => haven.stop());
const office = new Office(haven);
// Money of nobody that haven knows: taken as often as it comes with a reference of its own.
const receipt = () => office.receipt({ number: "OWWA-999999999" }, usd("25.00"));
const send = (key, body, as = office.as("collector"), path = "/v1/receipts") =>
  haven.request("post", path, { as, body, key });

test("the same request again is answered as before and changes nothing", async () => {
  const key = randomUUID();
  const body = receipt();
  const first = await send(key, body);
  assert.equal(first.status, 201);
  const stored = await haven.settled();
  for (let times = 0; times < 3; ++times) sameAgain(first, await send(key, body));
  assert.deepEqual(changedTables(stored, await haven.stored()), []);
});

test("the same key with another body, or at another path, is refused", async () => {
  const key = randomUUID();
  const first = await send(key, receipt());
  const stored = await haven.settled();
  const path = `/v1/receipts/${first.json.id}/reversal`;
  for (const other of [await send(key, receipt()), await send(key, { reason: "Cheque bounced" }, undefined, path)]) {
    assert.equal(other.status, 422);
    assert.equal(other.json.code, "idempotency_key_reused");
    assert.equal(other.json.errors[0].pointer, "Idempotency-Key");
  }
  assert.deepEqual(changedTables(stored, await haven.stored()), []);
});

test("a key belongs to one caller of one fund", async () => {
  const key = randomUUID();
  await send(key, receipt());
  const colleague = await send(key, receipt(), office.as("collector", "conrad"));
  assert.equal(colleague.status, 201);
  assert.equal(colleague.headers.get("idempotency-replayed"), null);
  const elsewhere = await send(key, receipt(), ["collector", "collector", "other"]);
  assert.equal(elsewhere.status, 201);
  assert.equal(elsewhere.headers.get("idempotency-replayed"), null);
});

test("a refusal stores nothing, and its key can be used for the corrected request", async () => {
  const key = randomUUID();
  const wrong = { ...receipt(), paid: "2024-02-30" };
  assert.equal((await send(key, wrong)).status, 422);
  assert.equal((await send(key, { ...wrong, paid: "2024-02-29" })).status, 201);
});

test("of many that arrive at once one is done; the others are told so or asked to wait", async () => {
  for (let round = 0; round < 10; ++round) {
    const key = randomUUID();
    const body = receipt();
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(key, body)));
    const done = answers.filter(({ status }) => status === 201);
    const waiting = answers.filter(({ status }) => status === 409);
    assert.equal(done.length + waiting.length, 12);
    assert.equal(done.filter((a) => a.headers.get("idempotency-replayed") === null).length, 1);
    assert.equal(new Set(done.map(({ text }) => text)).size, 1);
    assert.ok(waiting.every(({ json }) => json.code === "idempotency_in_progress"));
    const count = await haven.query(
      `select count(*) from contributions.receipt where reference = '${body.reference}'`,
    );
    assert.equal(count, "1");
  }
});
