// The work of a fund's desks, in the words of the desks: what tests need to bring a claim to where
// they want it. Each step is asked for over HTTP; every answer is held against the description.
import assert from "node:assert/strict";

const day_ms = 86400000;
const fund_offset_ms = 8 * 3600000;

/** The fund's day so many days from today. */
export const day = (distance) =>
  new Date(Date.now() + fund_offset_ms + distance * day_ms).toISOString().slice(0, 10);

export const usd = (amount) => ({ amount, currency: "USD" });
export const php = (amount) => ({ amount, currency: "PHP" });

/** A whole PDF of one empty page that nobody else has. */
export function pdf(title) {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Title (${title}) >>`,
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((body, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return String(offset).padStart(10, "0");
  });
  const table = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.map((o) => `${o} 00000 n \n`).join("")}`;
  text += `trailer << /Size 4 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text);
}

// Of ops/payments/owwa.yaml.
const account_numbers = { PHP: "0012345678900", USD: "0012345678901" };

let serial = 0;

/** One fund's staff. Different people hold the roles, as the rules want it. */
export class Office {
  constructor(haven, fund = "owwa") {
    this.haven = haven;
    this.fund = fund;
  }

  as(role, subject) {
    return [role, subject ?? role, this.fund];
  }

  post(path, as, body = {}) {
    return this.haven.ask("post", path, { as, body });
  }
  get(path, as) {
    return this.haven.ask("get", path, { as });
  }
  upload(path, as, body, type) {
    return this.haven.ask("post", path, { as, body, headers: { "content-type": type } });
  }

  /** A worker with a husband, a contract and the insurer's policy, 200 days abroad. */
  async enrol(changes = {}) {
    serial += 1;
    const member = await this.post("/v1/members", this.as("registrar"), {
      given_names: `Maria ${serial}`, family_name: "Santos", born: "1988-04-12", sex: "female",
      married: true, country: "PH",
      document: { type: "passport", number: `P${String(serial).padStart(7, "0")}A` },
      family: [{ id: "husband", name: "Juan Santos", relation: "spouse", born: "1986-09-30" }],
      nominees: [{ id: "husband" }],
      contract: {
        start: day(-210), end: day(520), hire: "agency", occupation: "domestic_worker",
        sector: "household", salary: usd("400.00"), employer_paid_migration: false, sponsor: "new",
      },
      stay: { departed: day(-210), home_leave: { from: day(-90), to: day(-80) } },
      ...changes,
    });
    await this.post(`/v1/members/${member.id}/registrations`, this.as("registrar"), {
      scheme: "oci", channel: "agency", starts: day(-210), ends: day(520), registered: day(-212),
      paid: day(-211), term_months: 24, plan: "plan_1", sum: usd("10000.00"),
      paid_months: [day(-211).slice(0, 7)], last_paid: day(-211),
    });
    return member;
  }

  /** What the member owes for joining, once the assessment is there. */
  async due(member) {
    const path = `/v1/assessments?member_number=${member.number}&state=due`;
    const page = await this.haven.eventually(path, this.as("collector"), (p) => p.items.length > 0);
    return page.items[0];
  }

  receipt(member, amount, changes = {}) {
    serial += 1;
    return {
      partner: "metrobank", reference: `MB-${serial}`, member_number: member.number, scheme: "owwa",
      kind: "new", channel: "agency", amount, paid: day(-200), ...changes,
    };
  }

  /** Pays what is due for joining and waits for the cover that it gives. */
  async contribute(member) {
    const { amount } = await this.due(member);
    const receipt = await this.post("/v1/receipts", this.as("collector"), this.receipt(member, amount));
    await this.haven.eventually(`/v1/members/${member.id}/covers`, this.as("registrar"), (covers) =>
      covers.items.some((cover) => cover.scheme === "owwa"),
    );
    return receipt;
  }

  /** A member who is covered, and whom every service knows to be. */
  async insuredMember(changes) {
    const member = await this.enrol(changes);
    await this.contribute(member);
    await this.haven.caughtUp();
    return member;
  }

  async file(member, file, intake = "ines") {
    const body = {
      member_number: member.number, file: true, capacity: "family",
      contact: { name: "Juan Santos", phone: "+63 2 555 0100" },
      accounts: ["member", "husband"].map((party) => ({
        party, owner_name: party === "member" ? "Maria Santos" : "Juan Santos", bank: "BPIPHMM",
        account: "0123456789",
      })),
      ...file,
    };
    return this.post("/v1/claims", this.as("intake", intake), body);
  }

  /** Uploads every paper that is missing. */
  async sendPapers(claim, as = this.as("intake", "ines")) {
    const checklist = await this.get(`/v1/claims/${claim}/checklist`, this.as("intake", "ines"));
    for (const item of checklist.items.filter(({ status }) => status === "missing")) {
      const about = item.for ? `&for=${item.for}` : "";
      const path = `/v1/claims/${claim}/documents?type=${item.document}${about}`;
      await this.upload(path, as, pdf(`${item.document} ${claim}`), "application/pdf");
    }
  }

  /** Waits until the claim is in one of these states. */
  reach(claim, ...states) {
    return this.haven.eventually(`/v1/claims/${claim}`, this.as("auditor"), (c) => states.includes(c.state));
  }

  /** The claim's decision that waits for approval. */
  async proposed(claim) {
    const path = `/v1/claims/${claim}/decisions`;
    const answer = async () => {
      const got = await this.haven.request("get", path, { as: this.as("approver", "paz") });
      return got.status === 200 ? got.json.items.find(({ state }) => state === "proposed") : undefined;
    };
    for (let tries = 0; tries < 200; ++tries) {
      const decision = await answer();
      if (decision) return decision;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const item = await this.get("/v1/work-items?limit=200", this.as("auditor"));
    const where = item.items.filter((one) => one.claim_id === claim);
    const now = await this.get(`/v1/claims/${claim}`, this.as("auditor"));
    return assert.fail(`claim ${claim} was not decided: ${JSON.stringify({ now, where })}`);
  }

  async approve(claim, approver = "paz") {
    const decision = await this.proposed(claim);
    await this.post(`/v1/decisions/${decision.decision_id}/approval`, this.as("approver", approver));
    return decision;
  }

  /** The open work item of a claim, taken by an adjudicator. */
  async takeItem(claim, adjudicator = "ada") {
    const as = this.as("adjudicator", adjudicator);
    const isIt = (item) => item.claim_id === claim;
    const page = await this.haven.eventually("/v1/work-items?state=open&limit=200", as, (p) => p.items.some(isIt));
    const { work_item_id: id } = page.items.find(isIt);
    await this.post(`/v1/work-items/${id}/assignment`, as);
    return this.get(`/v1/work-items/${id}`, as);
  }

  decide(item, decision, adjudicator = "ada") {
    return this.post(`/v1/work-items/${item.work_item_id}/decision`, this.as("adjudicator", adjudicator), decision);
  }

  /** Money for every purse, asked for by one person and confirmed by another. */
  async fundPurses() {
    const purses = await this.get("/v1/purses", this.as("cashier", "carla"));
    const { items: earmarks } = await this.get("/v1/earmarks", this.as("cashier", "carla"));
    const hasCeiling = (purse) => earmarks.some((one) => one.purse === purse && one.bound === "at_most");
    for (const { purse, balance } of purses.items) {
      if (hasCeiling(purse)) continue;
      serial += 1;
      const funding = await this.post(`/v1/purses/${purse}/fundings`, this.as("cashier", "carla"), {
        amount: { amount: "1000000.00", currency: balance.currency }, reference: `DEP-${serial}`,
        reason: "First quarter",
      });
      await this.post(`/v1/fundings/${funding.funding_id}/confirmation`, this.as("approver", "paz"));
    }
  }

  /** The claim's payments, once there are so many of them in a state. */
  async payments(claim, count, state = "payable") {
    const path = `/v1/payments?claim=${claim}&state=${state}&limit=200`;
    const page = await this.haven.eventually(path, this.as("cashier", "carla"), (p) => p.items.length >= count);
    return page.items;
  }

  async makeBatch(payments) {
    const { currency } = payments[0].amount;
    const total = payments.reduce((sum, p) => sum + BigInt(p.amount.amount.replace(".", "")), 0n);
    const text = String(total).padStart(3, "0");
    return this.post("/v1/payment-batches", this.as("cashier", "carla"), {
      currency, declared_count: payments.length,
      declared_total: { amount: `${text.slice(0, -2)}.${text.slice(-2)}`, currency },
      payment_ids: payments.map((p) => p.payment_id),
    });
  }

  /** Signed by as many different people as the batch's total asks for. */
  async sign({ batch_id: batch }) {
    const steps = { approval: "approver", authorisation: "approver", release: "cashier" };
    const path = `/v1/payment-batches/${batch}`;
    for (let person = 1; ; ++person) {
      const { waits_for: waits } = await this.get(path, this.as("cashier", "carla"));
      if (!waits) return;
      const role = steps[waits.step];
      await this.post(`${path}/${waits.step}`, this.as(role, `${role}_${person}`));
    }
  }

  /** Keeps a payment back. */
  hold({ payment_id: payment }, kind = "other") {
    return this.post(`/v1/payments/${payment}/holds`, this.as("cashier", "carla"),
      { kind, reason: "Somebody must look" });
  }

  /** That a person of the office is near a member. */
  tellInterest(member, subject) {
    return this.post("/v1/interests", this.as("operator", "otto"),
      { subject, member_id: member.id, why: "Her sister" });
  }

  /** Signed by all who must; the bank's file. */
  async release({ batch_id: batch }) {
    await this.sign({ batch_id: batch });
    const file = await this.haven.request("get", `/v1/payment-batches/${batch}/bank-file`, {
      as: this.as("cashier", "cesar"),
    });
    assert.equal(file.status, 200, file.text);
    return file.text;
  }

  /** A statement (camt.053) of the fund's account on payments of one currency: all booked, returned, or credited by others. */
  takeStatement(payments, status = "booked", booked = day(0)) {
    serial += 1;
    const { currency } = payments[0].amount;
    const number = `ST-${Date.now()}-${serial}`;
    const returned = status === "returned";
    const comesIn = status !== "booked";
    const minor = (p) => BigInt(p.amount.amount.replace(".", ""));
    const total = payments.reduce((sum, p) => sum + minor(p), 0n);
    const text = (amount) => `${amount / 100n}.${String(amount % 100n).padStart(2, "0")}`;
    const balance = (type, amount) => `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>`
      + `<Amt Ccy="${currency}">${text(amount)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day(0)}</Dt></Dt></Bal>`;
    const entries = payments.map((p) => `<Ntry><Amt Ccy="${currency}">${p.amount.amount}</Amt>`
      + `<CdtDbtInd>${comesIn ? "CRDT" : "DBIT"}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>`
      + `<BookgDt><Dt>${booked}</Dt></BookgDt><NtryDtls><TxDtls><Refs>`
      + `<EndToEndId>${p.bank_reference}</EndToEndId></Refs>`
      + (returned ? "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" : "") + "</TxDtls></NtryDtls></Ntry>");
    const [opening, closing] = comesIn ? [0n, total] : [total, 0n];
    const xml = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
      + `<GrpHdr><MsgId>${number}</MsgId></GrpHdr><Stmt><Id>${number}</Id>`
      + `<Acct><Id><Othr><Id>${account_numbers[currency]}</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>`
      + `${balance("OPBD", opening)}${balance("CLBD", closing)}${entries.join("\n")}</Stmt></BkToCstmrStmt></Document>`;
    return this.upload("/v1/bank-statements", this.as("cashier", "carla"), xml, "application/xml");
  }

  /** Pays everything payable of a claim through the bank; answers the payments. */
  async pay(claim, count) {
    const payments = await this.payments(claim, count);
    const currencies = [...new Set(payments.map((p) => p.amount.currency))];
    for (const currency of currencies) {
      const ofOne = payments.filter((p) => p.amount.currency === currency);
      await this.release(await this.makeBatch(ofOne));
      await this.takeStatement(ofOne);
    }
    return payments;
  }
}
