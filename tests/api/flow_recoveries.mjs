// What others owe the fund, and what people may do with its purses: receivables from raising to their
// end, exchanges, budget years that lapse, months that close.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Office, day, php, usd } from "./office.mjs";

const year = Number(day(0).slice(0, 4));

/** Registers the tests. The second fund's deposit of the insurer is empty: what it owes is short there. */
export function recoveriesFlow(haven, office) {
  describe("what others owe", () => {
    const short = new Office(haven, "other");
    insurersOwe(haven, short);
    agenciesOwe(haven, short);
    payeesOwe(haven, office);
  });
  describe("what people do with purses", () => {
    exchanges(haven, office);
    lapses(haven, office);
    monthsClose(haven, new Office(haven, "other"));
  });
}

/** A request that is refused: its status and code. */
async function refused(haven, path, as, body, status, code) {
  const answer = await haven.request("post", path, { as, body });
  assert.deepEqual([answer.status, answer.json?.code], [status, code], answer.text);
}

const proposalPath = ({ proposal }, step) => `/v1/receivable-proposals/${proposal}/${step}`;
const agree = (office, proposal, person = "paz") =>
  office.post(proposalPath(proposal, "confirmation"), office.as("approver", person));

/** The receivable once so much of it is left. */
const left = (haven, office, { receivable }, amount) =>
  haven.eventually(`/v1/receivables/${receivable}`, office.as("auditor"), (r) => r.left.amount === amount);

const fund = async (office, purse, amount, reference) => {
  const funding = await office.post(`/v1/purses/${purse}/fundings`, office.as("cashier", "carla"),
    { amount, reference, reason: "Brought in" });
  await office.post(`/v1/fundings/${funding.funding_id}/confirmation`, office.as("approver", "paz"));
};

function insurersOwe(haven, office) {
  const cashier = office.as("cashier", "carla");
  const collector = office.as("collector");
  const insurer = office.as("partner", "oci_insurer");

  test("an insurer's share: one part is paid to the family, the other advanced and paid back", async () => {
    await fund(office, "other_owwa_welfare", php("200000.00"), "DEP-R1");
    await fund(office, "other_owwa_repatriation_usd", usd("5000.00"), "DEP-R2");
    const member = await office.insuredMember();
    const opened = await office.file(member, {
      incident: { kind: "death", cause: "illness", date: day(-40), country: "SA" },
      costs: [{ head: "remains", amount: usd("2350.00"), incurred: day(-35) }],
    });
    await office.sendPapers(opened.claim);
    await office.approve(opened.claim);
    const ofClaim = `/v1/claims/${opened.claim}/receivables`;
    const isDemanded = ({ items }) => items.length === 2 && items.every(({ state }) => state === "demanded");
    const { items } = await haven.eventually(ofClaim, office.as("auditor"), isDemanded);
    const [death, remains] = ["death", "remains"].map((name) => items.find(({ benefit }) => benefit === name));
    assert.deepEqual([death.left, remains.left], [usd("10000.00"), usd("2350.00")]);
    assert.equal(death.debtor, "oci_insurer");

    const path = `/v1/receivables/${remains.receivable}`;
    const demand = await haven.request("get", `${path}/demand`, { as: insurer });
    assert.match(demand.text, new RegExp(`Pay with: ${remains.reference}`));
    const stranger = await haven.request("get", path, { as: office.as("partner", "gulf") });
    assert.equal(stranger.status, 404);
    await refused(haven, `${path}/bond-call`, cashier,
      { amount: usd("2350.00"), reason: "No answer" }, 409, "bond_is_not_callable_yet");

    await toldByTheInsurer(office, opened, death);
    await advanced(office, remains);
    await paidBack(haven, office, remains);
    const page = await office.get("/v1/receivables?kind=insurer_share&state=settled", insurer);
    assert.equal(page.items.length, 2);
  });

  async function toldByTheInsurer(office, { reference }, death) {
    const csv = ["reference,scheme,benefit,amount,currency,paid_to,paid_on",
      `${reference},oci,death,10000.00,USD,family,${day(-1)}`,
      `${reference},oci,remains,10.00,XYZ,family,${day(-1)}`, ""].join("\n");
    const upload = "/v1/insurer-settlements?insurer=oci_insurer";
    await haven.request("post", upload, {
      as: office.as("partner", "gulf"), body: csv, headers: { "content-type": "text/csv" },
    }).then(({ status }) => assert.equal(status, 403));
    const file = await office.upload(upload, insurer, csv, "text/csv");
    assert.deepEqual(file.results, { paid_direct: 1, refused: 1 });
    const again = await office.upload(upload, collector, csv, "text/csv");
    assert.equal(again.settlement, file.settlement);
    await office.get(`/v1/insurer-settlements/${file.settlement}`, insurer);
    const lines = await office.get(`/v1/insurer-settlements/${file.settlement}/lines?result=paid_direct`, cashier);
    assert.deepEqual(lines.items.map(({ line, receivable }) => [line, receivable]), [[2, death.receivable]]);
    const paid = await left(haven, office, death, "0.00");
    assert.deepEqual([paid.state, paid.reductions[0].how], ["settled", "paid_direct"]);
  }

  async function advanced(office, remains) {
    const path = `/v1/receivables/${remains.receivable}/advance`;
    const ask = { purse: "other_owwa_repatriation_usd", reason: "The family has waited" };
    const proposal = await office.post(path, cashier, ask);
    await refused(haven, path, cashier, ask, 409, "one_proposal_of_a_kind_waits");
    await refused(haven, proposalPath(proposal, "confirmation"), office.as("approver", "carla"), {},
      403, "nobody_agrees_with_themselves");
    assert.equal((await agree(office, proposal)).state, "agreed");
    const payments = await office.payments(remains.claim, 3);
    const dollars = payments.map(({ amount }) => amount).filter(({ currency }) => currency === "USD");
    assert.deepEqual(dollars, [usd("2350.00")]);
    await refused(haven, path, cashier, ask, 409, "advanced_once");
  }

  /** First a part, which a person must recognise; then the rest with our reference. */
  async function paidBack(haven, office, remains) {
    const path = `/v1/receivables/${remains.receivable}/match`;
    const part = await office.takeStatement([{ amount: usd("2000.00"), bank_reference: "OUR SHARE" }], "credited");
    const lines = await office.get(`/v1/bank-statements/${part.statement_id}/lines`, cashier);
    const line_id = lines.items[0].bank_line_id;
    await haven.caughtUp();
    await office.post(path, collector, { line_id });
    await left(haven, office, remains, "350.00");
    await refused(haven, path, collector, { line_id }, 409, "line_is_matched");
    await office.takeStatement([{ amount: usd("350.00"), bank_reference: remains.reference }], "credited");
    const paid = await left(haven, office, remains, "0.00");
    assert.deepEqual([paid.state, paid.reductions.map(({ how }) => how)], ["settled", ["paid", "paid"]]);
    const isRepaid = ({ items }) => items.every(({ lent }) => lent.amount === "0.00");
    await haven.eventually("/v1/purses", cashier, isRepaid);
  }
}

function agenciesOwe(haven, office) {
  const collector = office.as("collector");

  test("an agency's share: declined, raised, planned and written off by three", async () => {
    const share = {
      kind: "agency_share", debtor: "best_agency", claim: crypto.randomUUID(), claim_reference: "DSB-1",
      entitlement: crypto.randomUUID(), amount: usd("640.00"), reason: "The ticket was the agency's to pay",
    };
    const first = await office.post("/v1/receivables", collector, share);
    const declined = await office.post(proposalPath(first, "refusal"), office.as("approver", "paz"),
      { reason: "The agency has shown its receipt" });
    assert.equal(declined.state, "declined");
    await refused(haven, proposalPath(first, "confirmation"), office.as("approver", "paz"), {}, 409, "proposal_ended");
    const second = await office.post("/v1/receivables", collector, share);
    const { receivable } = await agree(office, second);
    const path = `/v1/receivables/${receivable}`;

    const monthly = (from) => ({ every: "month", instalment: usd("160.00"), from });
    const plan = await office.post(`${path}/plan`, collector, monthly(day(20)));
    assert.deepEqual([plan.schedule.length, plan.next_due], [4, day(20)]);
    const agency = office.as("partner", "best_agency");
    const ageing = await office.get("/v1/receivable-ageing", agency);
    assert.deepEqual(ageing.items.map(({ debtor, left: owed }) => [debtor, owed]), [["best_agency", usd("640.00")]]);

    const written = await office.post(`${path}/write-off`, collector,
      { amount: usd("640.00"), reason: "The agency is bankrupt" });
    assert.equal((await agree(office, written, "paz")).state, "waiting");
    await refused(haven, proposalPath(written, "confirmation"), office.as("approver", "paz"), {}, 409, "nobody_agrees_twice");
    assert.equal((await agree(office, written, "pio")).state, "agreed");
    const ended = await office.get(path, agency);
    assert.deepEqual([ended.state, ended.written_off, ended.left], ["written_off", usd("640.00"), usd("0.00")]);
    await refused(haven, `${path}/plan`, collector, monthly(day(20)), 409, "receivable_ended");
    const proposals = await office.get(`/v1/receivable-proposals?receivable=${receivable}`, office.as("auditor"));
    assert.ok(proposals.items.every(({ state }) => state === "agreed"));
    const shown = await office.get(`/v1/receivable-proposals/${written.proposal}`, office.as("auditor"));
    assert.deepEqual(shown.agreed_by, ["paz", "pio"]);
  });
}

/** An accident of a worker, assessed by a doctor, and the award approved. */
async function hurt(office, member, date, amount) {
  const opened = await office.file(member, {
    capacity: "worker", incident: { kind: "disability", cause: "accident", date, country: "SA" },
    impairments: [{ part: "arm", side: "left", at: "elbow" }],
    assessment: { class: "partial", amount: php(amount), by: "doctor" },
  });
  await office.sendPapers(opened.claim);
  await office.approve(opened.claim);
  return opened;
}

/** The family appeals, and another person decides on another amount. */
async function appealed(office, { claim }, amount) {
  await office.post(`/v1/claims/${claim}/appeals`, office.as("intake", "ines"), { grounds: "The doctor saw the other arm." });
  const item = await office.takeItem(claim, "abel");
  await office.decide(item, {
    assessment: { class: "partial", amount: php(amount), by: "officer" }, reason: "Looked at with the papers.",
  }, "abel");
  await office.approve(claim, "pio");
}

/** So much was paid for an accident, and so much is owed after an appeal: what the payee owes. */
async function overpaid(haven, office, member, before, after) {
  const opened = await hurt(office, member, day(-40), before);
  await office.pay(opened.claim, 1);
  await office.reach(opened.claim, "closed");
  await appealed(office, opened, after);
  const ofClaim = `/v1/claims/${opened.claim}/receivables`;
  const { items } = await haven.eventually(ofClaim, office.as("collector"), (page) => page.items.length === 1);
  return items[0];
}

function payeesOwe(haven, office) {
  const collector = office.as("collector");

  test("an overpayment: found by an appeal, set off against what the payee gets next", async () => {
    const member = await office.insuredMember();
    const debt = await overpaid(haven, office, member, "18000.00", "15000.00");
    assert.deepEqual([debt.kind, debt.debtor, debt.left], ["overpayment", "payee", php("3000.00")]);
    const path = `/v1/receivables/${debt.receivable}`;
    const most = (at_most_percent) => ({ at_most_percent, reason: "Agreed with the payee by letter" });
    await refused(haven, `${path}/advance`, office.as("cashier", "carla"),
      { purse: "owwa_welfare", reason: "A try" }, 409, "only_insurers_shares_are_advanced");
    const tooMuch = await haven.request("post", `${path}/set-off`, { as: collector, body: most(21) });
    assert.equal(tooMuch.status, 422);
    const proposal = await office.post(`${path}/set-off`, collector, most(20));
    await agree(office, proposal);
    assert.equal((await office.get(path, collector)).set_off_at_most_percent, 20);
    await haven.caughtUp();

    await fund(office, `owwa_assistance_${day(-20).slice(0, 4)}`, php("20000.00"), "DEP-TICKETS");
    const home = await office.file(member, {
      capacity: "worker", incident: { kind: "repatriation", cause: "illness", date: day(-20), country: "SA" },
      costs: [{ head: "ticket", amount: php("15000.00"), incurred: day(-20) }],
    });
    await office.sendPapers(home.claim);
    await office.approve(home.claim);
    const [payment] = await office.payments(home.claim, 1);
    assert.deepEqual(payment.amount, php("12000.00"));
    const settled = await left(haven, office, debt, "0.00");
    assert.deepEqual([settled.state, settled.reductions[0].how], ["settled", "set_off"]);
  });

  test("a set-off is undone when the award is withdrawn of which it was kept back", async () => {
    const member = await office.insuredMember();
    const debt = await overpaid(haven, office, member, "9000.00", "6000.00");
    const path = `/v1/receivables/${debt.receivable}`;
    await agree(office, await office.post(`${path}/set-off`, collector,
      { at_most_percent: 20, reason: "Agreed with the payee by letter" }));
    await haven.caughtUp();
    // Of 25,000.00 the 9,000.00 that were paid before are taken off.
    const second = await hurt(office, member, day(-20), "25000.00");
    const [payment] = await office.pay(second.claim, 1);
    assert.deepEqual(payment.amount, php("13000.00"));
    await left(haven, office, debt, "0.00");
    await office.reach(second.claim, "closed");
    const keptBack = async () => {
      const { benefits } = await office.get(`/v1/claims/${second.claim}/owed-and-paid`, office.as("auditor"));
      return benefits.map(({ kept_back: { amount } }) => amount);
    };
    assert.deepEqual(await keptBack(), ["3000.00"]);

    // 13,000.00 were paid, 11,000.00 are owed: 2,000.00 too much, beside the first debt, which nothing has paid.
    await appealed(office, second, "20000.00");
    const again = await left(haven, office, debt, "3000.00");
    assert.equal(again.state, "demanded");
    assert.deepEqual(again.undoings.map(({ how, amount, because }) => [how, amount, because]),
      [["set_off", php("3000.00"), "set_off_undone"]]);
    const found = await haven.eventually(`/v1/claims/${second.claim}/receivables`, collector, ({ items }) => items.length === 1);
    assert.deepEqual(found.items[0].left, php("2000.00"));
    await haven.caughtUp();
    assert.deepEqual(await keptBack(), ["0.00"]);
  });

  test("nothing is owed of a payment that came back", async () => {
    const member = await office.insuredMember();
    const debt = await overpaid(haven, office, member, "18000.00", "15000.00");
    const { items: [paid] } = await office.get(`/v1/payments?claim=${debt.claim}&state=settled`, office.as("cashier", "carla"));
    await office.takeStatement([paid], "returned");
    const gone = await left(haven, office, debt, "0.00");
    // The 15,000.00 that were rightly paid came back as well: a person must see to it.
    assert.deepEqual([gone.state, gone.withdrawn, gone.doubt],
      ["withdrawn", php("3000.00"), "payee_is_owed_after_the_return"]);
    const doubts = await office.get("/v1/receivables?doubt=true", collector);
    assert.ok(doubts.items.some(({ receivable }) => receivable === debt.receivable));
  });
}

function exchanges(haven, office) {
  const cashier = office.as("cashier", "carla");

  test("dollars are changed into pesos, by two people, at a rate that fits", async () => {
    const deal = {
      from_purse: "owwa_repatriation_usd", to_purse: "owwa_welfare", sold: usd("100.00"), bought: php("5610.00"),
      rate: "56.10", rate_source: "BSP reference rate", rate_on: day(-1), reference: "FX-1", reason: "Short of pesos",
    };
    const dear = await haven.request("post", "/v1/exchanges", { as: cashier, body: { ...deal, bought: php("5700.00") } });
    assert.equal(dear.status, 422);
    const asked = await office.post("/v1/exchanges", cashier, deal);
    const path = `/v1/exchanges/${asked.exchange_id}/confirmation`;
    await refused(haven, path, office.as("approver", "carla"), {}, 403, "exchange_confirmed_by_a_second_person");
    const posted = await office.post(path, office.as("approver", "paz"));
    assert.deepEqual([posted.state, posted.confirmed_by], ["posted", "paz"]);
    const waiting = await office.get("/v1/exchanges?state=waiting", cashier);
    assert.deepEqual(waiting.items, []);
    const { items } = await office.get(`/v1/entries?cause=${asked.exchange_id}`, office.as("auditor"));
    assert.deepEqual([items[0].kind, items[0].rate.rate], ["exchange", "56.10"]);
  });
}

function lapses(haven, office) {
  const cashier = office.as("cashier", "carla");
  const balanceOf = async (name) => {
    const { items } = await office.get("/v1/purses", cashier);
    return items.find(({ purse }) => purse === name).balance.amount;
  };

  test("what a closed budget year still holds lapses, by two people", async () => {
    const [closed, open] = [year - 2, year].map((of) => `owwa_assistance_${of}`);
    await fund(office, closed, php("1000.00"), "DEP-OLD");
    await fund(office, open, php("1000.00"), "DEP-NEW");
    const reason = { reason: "All bills of the year are in" };
    await refused(haven, `/v1/purses/${open}/expiry`, cashier, reason, 409, "budget_year_is_open");
    await refused(haven, "/v1/purses/owwa_welfare/expiry", cashier, reason, 409, "purse_has_no_budget_year");
    const asked = await office.post(`/v1/purses/${closed}/expiry`, cashier, reason);
    const path = `/v1/expiries/${asked.expiry_id}/confirmation`;
    await refused(haven, path, office.as("approver", "carla"), {}, 403, "expiry_confirmed_by_a_second_person");
    const booked = await office.post(path, office.as("approver", "paz"));
    assert.deepEqual([booked.state, booked.amount, booked.remainder_to], ["booked", php("1000.00"), "owwa_welfare"]);
    assert.equal(await balanceOf(closed), "0.00");
    const listed = await office.get("/v1/expiries", office.as("auditor"));
    assert.equal(listed.items[0].expiry_id, asked.expiry_id);
  });
}

function monthsClose(haven, office) {
  const [cashier, approver] = [office.as("cashier", "carla"), office.as("approver", "paz")];

  /** Confirmed once every entry of the month is sealed, which is done in the background. */
  async function confirm({ change_id: change }, as) {
    for (let tries = 0; ; ++tries) {
      const answer = await haven.request("post", `/v1/period-changes/${change}/confirmation`, { as, body: {} });
      if (answer.status === 200) return answer.json;
      assert.equal(answer.json.code, "entries_are_not_sealed", answer.text);
      assert.ok(tries < 100, "nothing seals the entries");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  test("a month is closed by two people, and reopened by two others", async () => {
    const { items } = await office.get("/v1/entries?limit=200", cashier);
    const month = items.map((entry) => entry.booked_on).sort()[0].slice(0, 7);
    const closing = `/v1/periods/${month}/closing`;
    const reason = { reason: "Month's end" };
    await refused(haven, `/v1/periods/${day(0).slice(0, 7)}/closing`, cashier, reason, 409, "period_is_not_over");
    const first = await office.post(closing, cashier, reason);
    const withdrawal = `/v1/period-changes/${first.change_id}/withdrawal`;
    await refused(haven, withdrawal, office.as("cashier", "cesar"), {}, 403, "period_change_withdrawn_by_who_asked");
    assert.equal((await office.post(withdrawal, cashier)).state, "withdrawn");
    const second = await office.post(closing, cashier, reason);
    await refused(haven, `/v1/period-changes/${second.change_id}/confirmation`, office.as("approver", "carla"), {},
      403, "period_change_confirmed_by_a_second_person");
    assert.equal((await confirm(second, approver)).state, "done");
    const closed = await office.get("/v1/periods", cashier);
    assert.deepEqual(closed.items.map((one) => one.month), [month]);

    const reopening = `/v1/periods/${month}/reopening`;
    const late = { reason: "Interest of the month was credited late" };
    await refused(haven, reopening, cashier, late, 403, "period_reopened_by_two_other_persons");
    const reopened = await office.post(reopening, office.as("cashier", "cesar"), late);
    assert.equal((await confirm(reopened, office.as("approver", "pio"))).step, "reopen");
    const changes = await office.get("/v1/period-changes", cashier);
    assert.deepEqual(changes.items.map(({ step, state }) => `${step} ${state}`),
      ["close withdrawn", "close done", "reopen done"]);
    assert.deepEqual((await office.get("/v1/periods", cashier)).items, []);
  });
}
