// What people do with payments beside paying them: keep back, clear, sign in turn, stop, send again,
// explain what the bank booked, and ask whether the money came.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { day, php } from "./office.mjs";

/** Registers the tests; haven's policies are those that harness.mjs writes. */
export function paymentFlows(haven, office) {
  const carla = office.as("cashier", "carla");
  const cesar = office.as("cashier", "cesar");
  const pilar = office.as("approver", "pilar");
  const otto = office.as("operator", "otto");
  const because = (reason) => ({ reason });
  const payment = ({ payment_id: id }) => `/v1/payments/${id}`;
  const read = (one) => office.get(payment(one), carla);
  const becomes = (one, state) => haven.eventually(payment(one), carla, (now) => now.state === state);
  const holdsOf = async (one) => (await office.get(`/v1/holds?payment=${one.payment_id}`, carla)).items;
  const lift = (hold, as, reason = "Looked into") => office.post(`/v1/holds/${hold.hold_id}/lifting`, as, because(reason));

  async function refused(code, path, as, body = {}) {
    const answer = await haven.request("post", path, { as, body });
    assert.equal(answer.json?.code, code, answer.text);
  }

  /** An approved claim after a death, and its payments in pesos, which a husband has. */
  async function awarded({ husband = "Juan Santos", owner = husband, account = "0123456789", state = "payable" } = {}) {
    const member = await office.insuredMember({
      family: [{ id: "husband", name: husband, relation: "spouse", born: "1986-09-30" }],
    });
    const opened = await office.file(member, {
      incident: { kind: "death", cause: "illness", date: day(-40), country: "SA" },
      accounts: [{ party: "husband", owner_name: owner, bank: "BPIPHMM", account }],
    });
    await office.sendPapers(opened.claim);
    await office.approve(opened.claim);
    const all = await office.payments(opened.claim, 3, state);
    return { member, opened, claim: opened.claim, pesos: all.filter((p) => p.amount.currency === "PHP") };
  }

  describe("payments beside the straight way", () => {
    before(() => office.fundPurses());

    test("a payment is kept back, freed by another person, taken out of its batch and stopped", async () => {
      const { pesos: [first, second] } = await awarded();
      const hold = await office.hold(first);
      assert.equal((await read(first)).state, "held");
      await refused("hold_is_placed_once", `${payment(first)}/holds`, carla, { kind: "other", ...because("Once more") });
      await refused("hold_lifted_by_another_person", `/v1/holds/${hold.hold_id}/lifting`, carla, because("Mine"));
      const lifted = await lift(hold, cesar);
      assert.equal(lifted.lifted_by, "cesar");
      assert.equal((await read(first)).state, "payable");

      const batch = await office.makeBatch([first, second]);
      const out = await office.post(`${payment(second)}/cancellation`, carla, because("The family asked us to wait"));
      assert.equal(out.state, "held");
      const [stopped] = await holdsOf(second);
      assert.equal(stopped.kind, "stopped");
      const file = await office.release(batch);
      assert.ok(file.includes(first.bank_reference) && !file.includes(second.bank_reference));
      await refused("payment_not_waiting", `${payment(first)}/cancellation`, carla, because("Too late"));
      await lift(stopped, cesar);
      assert.equal((await read(second)).state, "payable");

      await refused("payment_not_with_the_bank", `${payment(second)}/stop`, carla, because("The payee died"));
      const asked = await office.post(`${payment(first)}/stop`, carla, because("The payee died"));
      assert.equal(asked.stop_asked_by, "carla");
      await refused("stop_was_asked", `${payment(first)}/stop`, cesar, because("The payee died"));
      await office.takeStatement([first], "returned");
      const repairs = await office.get("/v1/payment-repairs?limit=200", carla);
      const repair = repairs.items.find((one) => one.payment_id === first.payment_id);
      assert.deepEqual([repair.return_code, repair.repair, repair.amount], ["AC04", "ask_payee", first.amount]);
    });

    test("an account of another name waits for an approver; what a bank says is kept", async () => {
      const account = "0055500055";
      const { pesos: [first] } = await awarded({ owner: "Pedro Reyes", account, state: "held" });
      const [differs] = await holdsOf(first);
      assert.deepEqual([differs.kind, differs.about, differs.placed_by], ["account_check", "owner_differs", "system"]);
      await refused("hold_lifted_by_an_approver", `/v1/holds/${differs.hold_id}/lifting`, cesar, because("His brother"));
      await lift(differs, pilar, "His brother keeps the account");
      assert.equal((await read(first)).state, "payable");

      const said = await office.post("/v1/account-confirmations", carla, {
        items: [{ bank: "BPIPHMM", account, owner_name: "Pedro Reyes", status: "closed", currency: "PHP", confirmed_on: day(0) }],
      });
      assert.equal(said.confirmations, 1);
      assert.ok(said.payments >= 1);
      assert.equal((await read(first)).state, "payable");  // this fund compares names and asks no bank
      assert.deepEqual((await office.get("/v1/account-checks", carla)).items, []);
    });

    test("a name of the sanctions list keeps a payment back until an approver clears it", async () => {
      const { pesos: [first] } = await awarded({ husband: "Zenon Quisumbing" });
      const list = (...rows) => office.upload("/v1/sanctions-lists", otto,
        ["id,name,aliases,country", "Q-1,Zenon Quisumbing,,PH", ...rows, ""].join("\n"), "text/csv");
      const taken = await list();
      assert.deepEqual([taken.version, taken.entries], [1, 1]);
      assert.equal((await read(first)).state, "held");
      const [hit] = await holdsOf(first);
      assert.deepEqual([hit.kind, hit.about], ["sanctions_hit", "Q-1"]);
      await refused("hold_lifted_by_an_approver", `/v1/holds/${hit.hold_id}/lifting`, cesar, because("Another man"));
      const escalation = `/v1/holds/${hit.hold_id}/escalation`;
      const escalated = await office.post(escalation, cesar, because("Reported to the council"));
      assert.deepEqual([escalated.escalated_by, escalated.lifted_by], ["cesar", null]);
      await refused("hit_is_escalated", escalation, pilar, because("Once more"));
      await lift(hit, pilar, "Born in another year");
      assert.equal((await read(first)).state, "payable");

      await list("Q-2,Ottavio Nessuno,O. Nessuno,IT");
      const current = await office.get("/v1/sanctions-lists/current", otto);
      assert.deepEqual([current.version, current.entries], [2, 2]);
      assert.equal((await read(first)).state, "payable");  // who was cleared of an entry stays cleared
    });

    test("who has an interest signs nothing; a large batch takes one more person", async () => {
      const { member, pesos } = await awarded();
      const interest = await office.tellInterest(member, "iris");
      await refused("interest_is_told_once", "/v1/interests", otto,
        { subject: "iris", member_id: member.id, why: "Her sister" });
      const shown = await office.get(`/v1/interests/${interest.interest_id}`, pilar);
      assert.deepEqual([shown.subject, shown.told_by, shown.ended_by], ["iris", "otto", null]);
      const ofMember = `/v1/interests?member=${member.id}`;
      assert.equal((await office.get(ofMember, pilar)).items.length, 1);

      const batch = await office.makeBatch(pesos);
      assert.deepEqual(batch.signers, { approve: 1, authorise: 1, release: 1 });
      const path = `/v1/payment-batches/${batch.batch_id}`;
      const iris = office.as("approver", "iris");
      await refused("signer_has_no_interest_in_the_claim", `${path}/approval`, iris);
      await refused("interest_ended_by_another_person", `/v1/interests/${interest.interest_id}/ending`, otto, because("Mine"));
      await office.post(`/v1/interests/${interest.interest_id}/ending`, pilar, because("Told by mistake"));
      assert.deepEqual((await office.get(ofMember, pilar)).items, []);

      await office.post(`${path}/approval`, iris);
      await refused("batch_not_authorised", `${path}/release`, cesar);
      await refused("nobody_signs_a_batch_twice", `${path}/authorisation`, iris);
      const authorised = await office.post(`${path}/authorisation`, pilar);
      assert.deepEqual([authorised.state, authorised.authorised_by], ["authorised", "pilar"]);
      const released = await office.post(`${path}/release`, cesar);
      assert.deepEqual([released.state, released.released_total], ["released", batch.declared_total]);
    });

    test("a payment without a word of the bank is sent again in a file of its own", async () => {
      const { pesos: [silent] } = await awarded();
      await office.release(await office.makeBatch([silent]));
      const file = () => haven.request("get", `${payment(silent)}/order-file`, { as: cesar });
      assert.equal((await file()).json.code, "payment_not_sent_again");
      await becomes(silent, "unknown");
      const again = await office.post(`${payment(silent)}/resends`, cesar, because("No word from the bank"));
      assert.deepEqual([again.bank_reference, again.sendings], [silent.bank_reference, 2]);
      const { status, text } = await file();
      assert.equal(status, 200, text);
      assert.ok(text.includes(silent.bank_reference) && text.includes("<NbOfTxs>1</NbOfTxs>"));
    });

    test("a payee says what came, and a person finds out why it was less", async () => {
      const { opened, claim, pesos } = await awarded();
      const [first, second] = pesos;
      const owed = () => office.get(`/v1/claims/${claim}/owed-and-paid`, carla);
      const inPesos = async () => (await owed()).totals.find(({ paid }) => paid.currency === "PHP");
      assert.equal((await inPesos()).outstanding.amount, "120000.00");
      await refused("payment_not_settled", `${payment(first)}/receipt-confirmation`, carla, { received: "yes" });
      await office.release(await office.makeBatch(pesos));
      await office.takeStatement(pesos);
      await haven.caughtUp();
      const sums = await inPesos();
      assert.deepEqual([sums.owed, sums.paid, sums.outstanding], [php("120000.00"), php("120000.00"), php("0.00")]);
      const open = await office.get("/v1/owed-and-paid?difference=yes&limit=200", office.as("auditor"));
      const unpaid = open.items.filter((one) => one.claim === claim);
      assert.deepEqual(unpaid.map(({ layer, benefit, reason }) => [layer, benefit, reason]), [["insurer", "death", "waits_for_payment"]]);

      const { token } = await haven.ask("post", "/v1/family-sessions", { body: { reference: opened.reference, pin: opened.pin } });
      const less = await office.post(`${payment(first)}/receipt-confirmation`, { token },
        { received: "less", amount: php("4000.00"), note: "The rest was never handed over" });
      assert.equal(less.state, "disputed");
      await refused("who_paid_does_not_confirm", `${payment(second)}/receipt-confirmation`, carla, { received: "yes" });
      const whole = await office.post(`${payment(second)}/receipt-confirmation`, office.as("intake", "ines"), { received: "yes" });
      assert.deepEqual([whole.state, whole.is_asked], ["confirmed", true]);
      const disputed = await office.get("/v1/receipt-confirmations?state=disputed", carla);
      assert.deepEqual(disputed.items.map(({ payment_id }) => payment_id), [first.payment_id]);
      const totals = await office.get("/v1/receipt-confirmation-totals", carla);
      assert.deepEqual([totals.confirmed, totals.disputed, totals.open_inquiries], [1, 1, 1]);

      const [inquiry] = (await office.get("/v1/inquiries?state=open", carla)).items;
      assert.deepEqual([inquiry.payment_id, inquiry.about], [first.payment_id, "less"]);
      const path = `/v1/inquiries/${inquiry.inquiry_id}`;
      const given = await office.post(`${path}/owner`, pilar, { owner: "amos", due_on: day(5) });
      assert.deepEqual([given.owner, given.due_on], ["amos", day(5)]);
      const found = { outcome: "explained", note: "The bank credited it a week late" };
      await refused("who_opened_does_not_close", `${path}/closing`, office.as("approver", "approver_1"), found);
      const closed = await office.post(`${path}/closing`, office.as("approver", "amos"), found);
      assert.deepEqual([closed.state, closed.closed_by], ["explained", "amos"]);
      await refused("inquiry_not_open", `${path}/closing`, office.as("approver", "amos"), found);
    });

    test("a booking that no order explains is a charge, once somebody says so", async () => {
      const statement = await office.takeStatement([{ amount: php("250.00"), bank_reference: "ACCOUNT-FEE" }]);
      const open = await office.get("/v1/bank-lines?state=open&limit=200", carla);
      const line = open.items.find(({ statement_id }) => statement_id === statement.statement_id);
      assert.deepEqual([line.is_credit, line.amount], [false, php("250.00")]);
      const path = `/v1/bank-lines/${line.line_id}/assignment`;
      await refused("invalid_field", path, carla, { as: "interest", reason: "It went out" });
      const said = await office.post(path, carla, { as: "charge", reason: "Account fee" });
      assert.deepEqual([said.state, said.assignment.assigned_by], ["assigned", "carla"]);
      await refused("bank_line_already_assigned", path, cesar, { as: "other", reason: "Again" });
      await haven.caughtUp();
      const booked = await office.get("/v1/entries?account=charges:PHP", carla);
      const inBooks = booked.items.find(({ cause }) => cause === line.line_id);
      assert.deepEqual(inBooks?.postings.find(({ account }) => account === "charges:PHP"),
        { account: "charges:PHP", side: "debit", amount: php("250.00") });
    });

    test("money that came back long ago is unclaimed until its payee is found", async () => {
      const { pesos: [first] } = await awarded();
      await office.release(await office.makeBatch([first]));
      await office.takeStatement([first], "returned", day(-200));
      const path = `/v1/unclaimed/${first.payment_id}`;
      const kept = await haven.eventually("/v1/unclaimed?state=unclaimed", carla, ({ items }) => items.length > 0);
      assert.deepEqual(kept.items.map(({ payment_id, since }) => [payment_id, since]), [[first.payment_id, day(-200)]]);
      const ageing = await office.get("/v1/unclaimed-ageing", carla);
      const young = ageing.items.find(({ age, total }) => age === "up_to_1_year" && total.currency === "PHP");
      assert.deepEqual([young.count, young.total], [1, first.amount]);

      await refused("unclaimed_cannot_end_yet", `${path}/end`, carla, because("Nobody answered"));
      const look = (outcome) => office.post(`${path}/traces`, office.as("intake", "ines"), { how: "letter", outcome });
      assert.equal((await look("no_answer")).traces, 1);
      await look("found");
      await office.post(`${payment(first)}/corrections`, cesar, because("The payee came to the office"));
      const record = await office.get(path, carla);
      assert.deepEqual([record.state, record.tracing.map(({ outcome }) => outcome)], ["found", ["no_answer", "found"]]);
    });
  });
}
