// Money on its way in: deposits that the bank shows, refunds, an agency's roster, and premiums that an
// agency took from a worker.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { day, usd } from "./office.mjs";

const one_fee = usd("25.00");

/** Registers the tests of contributions. */
export function contributionsFlow(haven, office) {
  const collector = office.as("collector");
  const auditor = office.as("auditor");

  /** Whoever may not: the answer's status and code. */
  const refused = async (path, as, body = {}) => {
    const { status, json } = await haven.request("post", path, { as, body });
    return [status, json.code];
  };

  /** A new member's joining, paid through a partner. */
  const joined = async (partner, changes = {}) => {
    const member = await office.enrol();
    const { amount } = await office.due(member);
    assert.deepEqual(amount, one_fee);
    const receipt = await office.post("/v1/receipts", collector, office.receipt(member, amount, { partner, ...changes }));
    assert.equal(receipt.state, "matched");
    return { member, receipt };
  };

  // Paid so long ago that no line of today is taken for it by its amount and day alone.
  const announce = (as, partner, changes) =>
    office.post("/v1/deposits", as, { partner, amount: one_fee, paid_on: day(-40), ...changes });

  const deposited = (deposit, state) =>
    haven.eventually(`/v1/deposits/${deposit.id}`, auditor, (one) => one.state === state);

  const ageing = async (partner) => {
    const { partners } = await office.get("/v1/contribution-ageing", auditor);
    return partners.find((one) => one.partner === partner);
  };

  const roster = (agency, lines) => haven.request("post", `/v1/rosters?agency=${agency}&from=${day(-30)}&to=${day(0)}`, {
    as: collector, headers: { "content-type": "text/csv" },
    body: ["member_number,scheme,amount,currency", ...lines, ""].join("\n"),
  });

  describe("money on its way in", () => {
    test("a deposit is found in the bank by its reference", async () => {
      const partner = office.as("partner", "rural_bank");
      const { receipt } = await joined("rural_bank");
      const named = await announce(partner, "rural_bank", { receipts: [receipt.id] });
      assert.deepEqual([named.state, named.against_receipts.is], ["announced", "even"]);
      const foreign = { partner: "rural_bank", amount: one_fee, paid_on: day(-40) };
      assert.deepEqual(await refused("/v1/deposits", office.as("partner", "city_bank"), foreign), [403, "another_partner"]);
      await office.takeStatement([{ amount: one_fee, bank_reference: named.reference }], "credited");
      const found = await deposited(named, "matched");
      assert.deepEqual([found.against_bank.is, found.banked], ["even", one_fee]);
      assert.deepEqual(await refused(`/v1/deposits/${named.id}/cancellation`, partner, { reason: "Never sent" }),
        [409, "deposit_not_announced"]);
      assert.equal(await ageing("rural_bank"), undefined);  // nothing of it is under way
    });

    test("a line that names no deposit is matched by hand", async () => {
      const { receipt } = await joined("island_bank");
      const deposit = await announce(collector, "island_bank");
      assert.equal(deposit.against_receipts.is, "over");
      const path = `/v1/deposits/${deposit.id}`;
      const cover = { receipts: [receipt.id] };
      const covered = await office.post(`${path}/receipts`, collector, cover);
      assert.deepEqual([covered.receipts, covered.covered, covered.against_receipts.is], [1, one_fee, "even"]);
      assert.deepEqual(await refused(`${path}/receipts`, collector, cover), [409, "deposit_covers_receipts_already"]);

      await office.takeStatement([{ amount: usd("24.00"), bank_reference: "NOTNAMED1" }], "credited");
      const isIt = (line) => line.references.includes("NOTNAMED1");
      const lines = await haven.eventually("/v1/unmatched-bank-lines?limit=200", collector, (p) => p.items.some(isIt));
      const match = { line_id: lines.items.find(isIt).id, reason: "The slip names this transfer" };
      const claimed = await office.post(`${path}/match`, collector, match);
      assert.equal(claimed.state, "claimed");
      const matched = await deposited(deposit, "matched");
      assert.deepEqual(matched.against_bank, { is: "short", amount: usd("1.00") });
      assert.deepEqual(await refused(`${path}/match`, collector, match), [409, "bank_line_not_unmatched"]);
      const ages = await ageing("island_bank");
      assert.deepEqual([ages.in_transit, ages.differences, ages.uncovered_receipts.total],
        [usd("1.00"), usd("1.00"), usd("0.00")]);
    });

    test("a deposit that was never sent is taken back, and its receipts are uncovered", async () => {
      const partner = office.as("partner", "hill_bank");
      const { receipt } = await joined("hill_bank");
      const deposit = await announce(partner, "hill_bank", { receipts: [receipt.id] });
      const before = await ageing("hill_bank");
      assert.deepEqual([before.announced_deposits.total, before.uncovered_receipts.total], [one_fee, usd("0.00")]);
      const path = `/v1/deposits/${deposit.id}`;
      const stranger = office.as("partner", "city_bank");
      assert.equal((await refused(`${path}/cancellation`, stranger, { reason: "Never sent" }))[0], 404);
      const cancelled = await office.post(`${path}/cancellation`, partner, { reason: "Never sent" });
      assert.deepEqual([cancelled.state, cancelled.receipts], ["cancelled", 0]);
      const { items } = await office.get("/v1/deposits", partner);
      assert.deepEqual(items.map(({ id, state }) => [id, state]), [[deposit.id, "cancelled"]]);
      assert.deepEqual((await office.get("/v1/deposits", stranger)).items, []);
      const after = await ageing("hill_bank");
      assert.deepEqual([after.announced_deposits.total, after.uncovered_receipts.total], [usd("0.00"), one_fee]);
      assert.equal(after.uncovered_receipts.bands.at(-1).count, 1);  // paid 200 days ago
    });

    test("a refund is refused, asked for again, approved by another and paid", async () => {
      const { member, receipt } = await joined("metrobank");
      const request = {
        reason: "The worker never left", payer_name: "Gulf Staffing",
        account: { owner_name: "Gulf Staffing Inc.", bank: "BPIPHMM", account: "0123456789" },
      };
      const ask = () => office.post(`/v1/receipts/${receipt.id}/refund`, collector, request);
      const approver = office.as("approver", "paz");
      const first = await ask();
      assert.deepEqual([first.state, first.amount, first.account.account], ["asked", one_fee, "****6789"]);
      assert.deepEqual(await refused(`/v1/receipts/${receipt.id}/refund`, collector, { ...request, amount: usd("0.01") }),
        [409, "receipt_is_never_refunded_beyond_its_amount"]);
      const not = await office.post(`/v1/refunds/${first.id}/refusal`, approver, { reason: "The cover was used" });
      assert.equal(not.state, "refused");

      const second = await ask();
      assert.deepEqual(await refused(`/v1/refunds/${second.id}/approval`, office.as("approver", "collector")),
        [403, "refund_decided_by_another_person"]);
      const approved = await office.post(`/v1/refunds/${second.id}/approval`, approver);
      assert.deepEqual([approved.state, approved.ends_cover], ["approved", true]);
      assert.equal((await office.get(`/v1/receipts/${receipt.id}`, collector)).state, "refunded");
      const { balances, entries } = await office.get(`/v1/members/${member.number}/contribution-statement`, auditor);
      assert.deepEqual(entries.map(({ kind, amount }) => [kind, amount.amount]).sort(),
        [["assessment", "25.00"], ["receipt", "-25.00"], ["refund", "25.00"]]);
      assert.deepEqual(balances, [{ scheme: "owwa", balance: one_fee }]);  // joining is due again

      const isIts = (payment) => payment.entitlement_id === second.id;
      const page = await haven.eventually("/v1/payments?state=payable&limit=200", office.as("cashier", "carla"),
        (p) => p.items.some(isIts));
      const payment = page.items.find(isIts);
      await office.release(await office.makeBatch([payment]));
      await office.takeStatement([payment]);
      await haven.eventually(`/v1/refunds/${second.id}`, approver, ({ state }) => state === "paid");
      const refusals = await office.get("/v1/refunds?state=refused", auditor);
      assert.deepEqual(refusals.items.map(({ id }) => id), [first.id]);
    });

    test("an agency's roster is held against what it paid", async () => {
      const agency = "desert_agency";
      const [exact, less, extra] = await Promise.all(Array.from({ length: 3 }, () => joined(agency, { paid: day(-5) })));
      const missing = await office.enrol();
      const lines = [
        `${exact.member.number},owwa,25.00,USD`, `${less.member.number},owwa,30.00,USD`, `${missing.number},owwa,25.00,USD`,
      ];
      const taken = await roster(agency, lines);
      assert.deepEqual([taken.status, taken.json.lines], [201, 3], taken.text);
      const again = await roster(agency, lines);
      assert.deepEqual([again.status, again.json.id], [200, taken.json.id]);
      assert.equal((await roster(agency, [lines[0], lines[0]])).json.code, "worker_is_on_the_roster_once");

      const path = `/v1/rosters/${taken.json.id}/reconciliation`;
      const { totals: [total], items } = await office.get(path, office.as("partner", agency));
      const outcomes = Object.fromEntries(items.map((worker) => [worker.member_number, worker.outcome]));
      assert.deepEqual(outcomes, {
        [exact.member.number]: "paid", [less.member.number]: "short", [missing.number]: "not_paid",
        [extra.member.number]: "not_on_roster",
      });
      assert.deepEqual([total.expected, total.paid, total.difference], [usd("80.00"), usd("75.00"), usd("-5.00")]);
      const stranger = await haven.request("get", path, { as: office.as("partner", "city_bank") });
      assert.equal(stranger.status, 404);
    });

    test("a premium that an agency took is paid back, referred or dismissed", async () => {
      const agency = "taking_agency";
      const member = await office.insuredMember();
      const raise = () => office.post("/v1/premium-charges", office.as("registrar"), {
        member_number: member.number, scheme: "oci", agency, amount: usd("144.00"), charged_on: day(-9),
        evidence: "Receipt no. 118 of the agency",
      });
      const step = (charge, name, body) => office.post(`/v1/premium-charges/${charge.id}/${name}`, collector, body);
      const charge = await raise();
      assert.deepEqual([charge.state, charge.source, charge.overdue], ["raised", "statement", false]);
      assert.deepEqual(await refused(`/v1/premium-charges/${charge.id}/repayment`, collector, { note: "Too early" }),
        [409, "charge_does_not_move_so"]);
      const notified = await step(charge, "notification", { note: "Letter of the day" });
      assert.deepEqual([notified.state, notified.due], ["notified", day(30)]);
      await step(charge, "referral", { note: "Letter to the regulator" });
      const repaid = await step(charge, "repayment", { note: "Receipt signed by the worker" });
      assert.equal(repaid.state, "repaid");
      const read = await office.get(`/v1/premium-charges/${charge.id}`, auditor);
      assert.deepEqual(read.steps.map(({ state }) => state), ["raised", "notified", "referred", "repaid"]);

      const mistaken = await raise();
      const approval = `/v1/premium-charges/${mistaken.id}/dismissal/approval`;
      const approver = office.as("approver", "paz");
      assert.deepEqual(await refused(approval, approver), [409, "dismissal_not_asked_for"]);
      await step(mistaken, "dismissal", { reason: "The worker took the statement back" });
      assert.deepEqual(await refused(approval, office.as("approver", "collector")),
        [403, "charge_dismissed_by_another_person"]);
      const open = await office.get("/v1/premium-charge-ageing", auditor);
      const ages = open.agencies.find((one) => one.agency === agency);
      assert.equal(ages.bands.reduce((sum, { count }) => sum + count, 0), 1);
      const dismissed = await office.post(approval, approver);
      assert.equal(dismissed.state, "dismissed");
      const { items } = await office.get(`/v1/premium-charges?agency=${agency}&state=dismissed`, approver);
      assert.deepEqual(items.map(({ id }) => id), [mistaken.id]);
    });
  });
}
