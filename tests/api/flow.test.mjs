// One claim of each kind from enrolment to closing, through HTTP alone, and beside them every
// operation of the description with a success at least once.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { operations } from "./document.mjs";
import { bondFlow } from "./flow_bond.mjs";
import { contributionsFlow } from "./flow_contributions.mjs";
import { instalmentsFlow, monthly } from "./flow_instalments.mjs";
import { paymentFlows } from "./flow_payments.mjs";
import { recoveriesFlow } from "./flow_recoveries.mjs";
import { Haven } from "./harness.mjs";
import { Office, day, php, usd } from "./office.mjs";

const haven = await Haven.start({
  HAVEN_FUNDS: "owwa:ph:+08:00,other:ph:+08:00,monthly:ph_monthly:+08:00",
  HAVEN_SWEEP_SECONDS: "1", HAVEN_BANK_SILENCE_SECONDS: "1",
}, { rules: monthly });
after(() => haven.stop());
haven.repeats = true;  // the whole flow, with every request lost on its way back once
const office = new Office(haven);
await office.fundPurses();

const incident = (kind, changes = {}) => ({ kind, date: day(-40), country: "SA", ...changes });

/** scheme/benefit -> amount, of the lines that pay. */
const owed = (decision) =>
  Object.fromEntries(
    decision.lines
      .filter((line) => line.outcome === "pay")
      .map((line) => [`${line.scheme} ${line.benefit}`, `${line.amount.amount} ${line.amount.currency}`]),
  );

/** From a filed claim to the closed one; answers the decision that was approved. */
async function walk(claim, payments) {
  await office.sendPapers(claim);
  const decision = await office.approve(claim);
  await office.pay(claim, payments);
  const closed = await office.reach(claim, "closed");
  assert.equal(closed.outcome, "paid");
  return decision;
}

describe("one claim of each kind", () => {
  test("death: the fund and the insurer pay, and the family follows", async () => {
    const member = await office.insuredMember();
    const opened = await office.file(member, {
      incident: incident("death", { cause: "illness" }),
      costs: [{ head: "remains", amount: usd("2350.00"), incurred: day(-35) }],
    });
    const session = await haven.ask("post", "/v1/family-sessions", {
      body: { reference: opened.reference, pin: opened.pin },
    });
    const family = { token: session.token };
    const before = await haven.ask("get", "/v1/family/claim", { as: family });
    assert.equal(before.state, "filed");
    await office.sendPapers(opened.claim, family);
    const decision = await walk(opened.claim, 4);
    assert.deepEqual(owed(decision), {
      "owwa death": "100000.00 PHP", "owwa burial": "20000.00 PHP",
      "oci death": "10000.00 USD", "oci remains": "2350.00 USD",
    });
    const after = await haven.ask("get", "/v1/family/claim", { as: family });
    assert.equal(after.payments.length, 4);
    assert.ok(after.payments.every((payment) => payment.state === "settled"));
  });

  test("disability: assessed inside the band", async () => {
    const member = await office.insuredMember();
    const opened = await office.file(member, {
      capacity: "worker",
      incident: incident("disability", { cause: "accident", circumstances: ["workplace"] }),
      impairments: [{ part: "hand", side: "left", at: "wrist" }],
      assessment: { class: "partial", amount: php("15000.00"), percent: "33.5", by: "doctor" },
    });
    assert.deepEqual(owed(await walk(opened.claim, 1)), { "owwa disability": "15000.00 PHP" });
  });

  test("repatriation: the ticket after a dismissal without cause", async () => {
    const member = await office.insuredMember();
    const opened = await office.file(member, {
      capacity: "worker",
      incident: incident("termination", { cause: "no_valid_cause" }),
      costs: [{ head: "ticket", amount: usd("420.00"), incurred: day(-36), days: 2, nights: 1, months: 0 }],
    });
    assert.deepEqual(owed(await walk(opened.claim, 1)), { "oci repatriation": "420.00 USD" });
  });

  test("legal aid: a monthly sum while the case keeps the worker abroad", async () => {
    const member = await office.insuredMember();
    const opened = await office.file(member, {
      capacity: "labour_attache",
      incident: incident("labour_case", { date: day(-130) }),
      facts: { case_opened: day(-130), case_closed: day(-30) },
      pauses: [{ from: day(-20), to: day(-19) }],
    });
    assert.deepEqual(owed(await walk(opened.claim, 1)), { "oci subsistence": "300.00 USD" });
  });

  test("the books balance, and each claim's story can be read", async () => {
    const balance = await office.get("/v1/trial-balance", office.as("auditor"));
    assert.ok(balance.differences.every(({ amount }) => amount === "0.00"));
    const entries = await office.get("/v1/entries?limit=200", office.as("auditor"));
    assert.ok(entries.items.some(({ kind }) => kind === "settlement"));
    const page = await office.get("/v1/claims?state=closed", office.as("auditor"));
    assert.equal(page.items.length, 4);
    for (const { claim } of page.items) {
      const history = await office.get(`/v1/claims/${claim}/history`, office.as("auditor"));
      assert.equal(history.items.at(-1).to, "closed");
      const reserved = await office.get(`/v1/claims/${claim}/reservations`, office.as("auditor"));
      assert.ok(reserved.items.every(({ state }) => state === "paid"));
      const papers = await office.get(`/v1/claims/${claim}/documents`, office.as("auditor"));
      for (const { document } of papers.items.slice(0, 1)) {
        const content = await haven.request("get", `/v1/documents/${document}/content`, { as: office.as("auditor") });
        assert.equal(content.status, 200);
        assert.ok(content.text.startsWith("%PDF-"));
      }
    }
  });
});

describe("the ways beside the straight one", () => {
  test("records of one person are reviewed and merged", async () => {
    const twin = { given_names: "Rosa", family_name: "Lim" };
    const first = await office.enrol(twin);
    const second = await office.enrol(twin);
    assert.equal(second.open_identity_reviews.length, 1);
    const [review] = second.open_identity_reviews;
    const decided = await office.post(`/v1/identity-reviews/${review}/decision`, office.as("registrar"), {
      outcome: "same", keep: first.id, reason: "Passport renewed",
    });
    assert.equal(decided.state, "merged");
    await office.get("/v1/identity-reviews?state=merged", office.as("registrar"));
    const merged = await office.get(`/v1/members/${second.id}`, office.as("registrar"));
    assert.equal(merged.merged_into.id, first.id);
    const answer = await haven.request("patch", `/v1/members/${first.id}`, {
      as: office.as("registrar"), body: { married: false },
      headers: { "if-match": await etag(`/v1/members/${first.id}`, office.as("registrar")) },
    });
    assert.equal(answer.status, 200, answer.text);
    await office.get(`/v1/members?number=${first.number}`, office.as("registrar"));
  });

  test("money that comes in is matched, reversed, renewed and read from files", async () => {
    const member = await office.enrol();
    const { amount } = await office.due(member);
    const collector = office.as("collector");
    const lost = await office.post("/v1/receipts", collector, office.receipt({ number: "OWWA-999999999" }, amount));
    assert.equal(lost.state, "unmatched");
    const matched = await office.post(`/v1/receipts/${lost.id}/match`, collector, { member_number: member.number });
    assert.equal(matched.state, "matched");
    const reversed = await office.post(`/v1/receipts/${lost.id}/reversal`, collector, { reason: "Cheque bounced" });
    assert.equal(reversed.state, "reversed");
    await office.get(`/v1/receipts/${lost.id}`, collector);
    await office.get("/v1/receipts?state=reversed", collector);
    await office.post("/v1/assessments", collector, { member_number: member.number, scheme: "owwa" });

    const line = (reference, sum) =>
      `${reference},${member.number},owwa,new,agency,${sum},${amount.currency},${day(-100)}`;
    const csv = ["reference,member_number,scheme,kind,channel,amount,currency,paid",
      line("F-1", amount.amount), line("F-2", "1.00"), ""].join("\n");
    const file = await office.upload("/v1/contribution-files?partner=metrobank", collector, csv, "text/csv");
    assert.deepEqual([file.matched, file.refused], [1, 1]);
    await office.get(`/v1/contribution-files/${file.id}`, collector);
    const refused = await office.get(`/v1/contribution-files/${file.id}/refused-rows`, collector);
    assert.equal(refused.items[0].line, 3);
  });

  test("a notice is drafted, corrected, filed, freed of a paper, withdrawn and reopened", async () => {
    const intake = office.as("intake", "ines");
    const member = await office.insuredMember();
    const opened = await office.file(member, {
      file: false, notice: true, capacity: undefined, contact: undefined, accounts: undefined,
      incident: { kind: "death", date: day(-20) },
    });
    const path = `/v1/claims/${opened.claim}`;
    const edited = await haven.request("put", `${path}/file`, {
      as: intake, headers: { "if-match": await etag(path, intake) },
      body: { capacity: "family", incident: { kind: "death", cause: "illness", date: day(-20), country: "SA" } },
    });
    assert.equal(edited.json?.state, "draft", edited.text);
    const filed = await office.post(`${path}/filing`, intake);
    assert.equal(filed.state, "filed");
    const missing = filed.checklist.find(({ status }) => status === "missing");
    await office.post(`${path}/waivers`, intake, {
      document: missing.document, reason: "The registry burnt down.", ...(missing.for && { for: missing.for }),
    });
    await haven.ask("put", `${path}/accounts/husband`, {
      as: intake, body: { owner_name: "Juan Santos", bank: "BPIPHMM", account: "0123456789" },
    });
    await office.post(`${path}/pins`, intake);
    await office.post(`${path}/withdrawal`, intake, { reason: "The employer has paid everything." });
    const reopened = await office.post(`${path}/reopening`, intake, { reason: "The employer took it back." });
    assert.equal(reopened.state, "filed");
  });

  test("a decision is returned, decided by a person, appealed and decided lower", async () => {
    const member = await office.insuredMember();
    const opened = await office.file(member, {
      capacity: "worker", incident: incident("disability", { cause: "accident" }),
      impairments: [{ part: "arm", side: "left", at: "elbow" }],
      assessment: { class: "partial", amount: php("20000.00"), by: "doctor" },
    });
    await office.sendPapers(opened.claim);
    const proposed = await office.proposed(opened.claim);
    await office.post(`/v1/decisions/${proposed.decision_id}/return`, office.as("approver", "paz"), {
      reason: "Please look at the certificate again.",
    });
    const decideLike = (amount) => ({
      assessment: { class: "partial", amount: php(amount), by: "officer" }, reason: "Looked at with the papers.",
    });
    const item = await office.takeItem(opened.claim);
    await office.decide(item, decideLike("18000.00"));
    await office.approve(opened.claim);
    await office.pay(opened.claim, 1);
    await office.reach(opened.claim, "closed");
    await office.get("/v1/decisions?state=approved", office.as("auditor"));
    await office.get(`/v1/decisions/${proposed.decision_id}`, office.as("auditor"));

    await office.post(`/v1/claims/${opened.claim}/appeals`, office.as("intake", "ines"), {
      grounds: "The doctor saw the other arm.",
    });
    const again = await office.takeItem(opened.claim, "abel");
    await office.decide(again, decideLike("15000.00"), "abel");
    await office.approve(opened.claim, "pio");
  });

  test("payments come back, are silent, and end by two people", async () => {
    const member = await office.insuredMember();
    const opened = await office.file(member, { incident: incident("death", { cause: "accident" }) });
    await office.sendPapers(opened.claim);
    await office.approve(opened.claim);
    const pesos = (await office.payments(opened.claim, 3)).filter((p) => p.amount.currency === "PHP");

    const given_up = await office.makeBatch(pesos);
    await office.post(`/v1/payment-batches/${given_up.batch_id}/dissolution`, office.as("cashier", "carla"), {
      reason: "One more payment belongs into it.",
    });
    const batch = await office.makeBatch(pesos);
    await office.release(batch);
    const cashier = office.as("cashier", "carla");
    await office.get("/v1/payment-batches", cashier);
    await office.get(`/v1/payment-batches/${batch.batch_id}`, cashier);
    await office.get(`/v1/payment-batches/${batch.batch_id}/lines`, cashier);

    const [returned, silent] = pesos;
    const statement = await office.takeStatement([returned], "returned");
    await office.get("/v1/bank-statements", cashier);
    await office.get(`/v1/bank-statements/${statement.statement_id}`, cashier);
    await office.get(`/v1/bank-statements/${statement.statement_id}/lines?result=returned`, cashier);
    const corrected = await office.post(`/v1/payments/${returned.payment_id}/corrections`, cashier, {
      reason: "The bank confirmed that the account is open",
    });
    assert.equal(corrected.attempt, 2);
    assert.notEqual(corrected.bank_reference, returned.bank_reference);

    const path = `/v1/payments/${silent.payment_id}`;
    const isUnknown = (payment) => payment.state === "unknown";
    await haven.eventually(path, cashier, isUnknown);
    const resent = await office.post(`${path}/resends`, office.as("cashier", "cesar"), { reason: "No word from the bank" });
    assert.equal(resent.bank_reference, silent.bank_reference);
    await haven.eventually(path, cashier, isUnknown);
    const word = { outcome: "settled", reason: "Letter of the bank" };
    const one = await office.post(`${path}/resolutions`, cashier, word);
    assert.equal(one.state, "unknown");
    const two = await office.post(`${path}/resolutions`, office.as("approver", "pilar"), word);
    assert.equal(two.state, "settled");
    await office.get("/v1/payment-totals", cashier);
    await office.get("/v1/fundings", cashier);
    await office.get("/v1/periods", cashier);
    await office.get("/v1/period-changes", cashier);
  });

  test("the process tells of itself", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics"]) {
      assert.equal((await haven.request("get", path)).status, 200);
    }
  });
});

contributionsFlow(haven, office);
paymentFlows(haven, office);
recoveriesFlow(haven, office);
instalmentsFlow(haven, "monthly");
bondFlow(haven);

test("every operation succeeded at least once", () => {
  // Unclaimed money ends when somebody looked for its payee in each of the last three periods, which are a
  // day long at least, and nobody can write down today that they looked yesterday: tests/disbursement.
  const later = ["ask_to_end_unclaimed", "agree_to_end_unclaimed"];
  const missing = operations.filter((o) => !haven.succeeded.has(o.id) && !later.includes(o.id)).map((o) => o.name);
  assert.deepEqual(missing, []);
});

async function etag(path, as) {
  const answer = await haven.request("get", path, { as });
  return answer.headers.get("etag");
}
