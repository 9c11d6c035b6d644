// Things of every kind that exist, for the tests that ask wrongly for them: an id for each parameter
// of a path, callers of every role, and tokens that must not be taken.
import { randomUUID } from "node:crypto";
import { examplesOf } from "./document.mjs";
import { forgedTokens } from "./forged.mjs";
import { Office, day, pdf, php } from "./office.mjs";

export const roles = [
  "registrar", "collector", "intake", "adjudicator", "approver", "cashier", "auditor", "partner",
  "family", "operator",
];

// What required query parameters are asked with.
const query_values = {
  type: "passport", partner: "metrobank", agency: "metrobank", insurer: "oci_insurer", from: day(-30), to: day(-1),
};

/** A disability that no doctor put a sum to: referred to a person. */
const referred = {
  capacity: "worker", incident: { kind: "disability", cause: "accident", date: day(-40), country: "SA" },
  impairments: [{ part: "hand", side: "left", at: "wrist" }],
  assessment: { class: "partial", by: "doctor" },
};
const assessed = { ...referred, assessment: { ...referred.assessment, amount: php("15000.00") } };

async function idsOf(office) {
  const twin = { given_names: "Rosa", family_name: "Lim" };
  const other = await office.enrol(twin);
  const member = await office.insuredMember(twin);
  const receipt = await office.post("/v1/receipts", office.as("collector"),
    office.receipt({ number: "OWWA-999999999" }, { amount: "25.00", currency: "USD" }));
  const csv = `reference,member_number,scheme,kind,channel,amount,currency,paid\nW-1,${other.number},owwa,new,agency,1.00,USD,${day(-9)}\n`;
  const file = await office.upload("/v1/contribution-files?partner=metrobank", office.as("collector"), csv, "text/csv");
  const deposit = await office.post("/v1/deposits", office.as("collector"),
    { partner: "metrobank", amount: { amount: "25.00", currency: "USD" }, paid_on: day(-3) });
  const paidTwice = await office.post("/v1/receipts", office.as("collector"),
    office.receipt({ number: "OWWA-999999998" }, { amount: "25.00", currency: "USD" }));
  const refund = await office.post(`/v1/receipts/${paidTwice.id}/refund`, office.as("collector"), {
    reason: "Paid twice", payer_name: "Gulf Staffing",
    account: { owner_name: "Gulf Staffing Inc.", bank: "BPIPHMM", account: "0123456789" },
  });
  const roster = await office.upload(`/v1/rosters?agency=metrobank&from=${day(-30)}&to=${day(-1)}`, office.as("collector"),
    `member_number,scheme,amount,currency\n${other.number},owwa,25.00,USD\n`, "text/csv");
  const charge = await office.post("/v1/premium-charges", office.as("collector"), {
    member_number: other.number, scheme: "oci", agency: "gulf", amount: { amount: "144.00", currency: "USD" },
    charged_on: day(-9), evidence: "Receipt no. 118 of the agency",
  });
  const purses = await office.get("/v1/purses", office.as("cashier", "carla"));
  const { purse } = purses.items.find((one) => one.purse === "owwa_welfare");
  const funding = await office.post(`/v1/purses/${purse}/fundings`, office.as("cashier", "carla"), {
    amount: php("1000.00"), reference: "DEP-W", reason: "Waits for a second person",
  });
  const exchange = await office.post("/v1/exchanges", office.as("cashier", "carla"), {
    from_purse: "owwa_repatriation_usd", to_purse: purse,
    sold: { amount: "1.00", currency: "USD" }, bought: php("56.10"), rate: "56.10",
    rate_source: "BSP reference rate", rate_on: day(-1), reference: "FX-W", reason: "Waits for a second person",
  });
  return { member: member.id, review: member.open_identity_reviews[0], receipt: receipt.id, file: file.id,
    exchange: exchange.exchange_id, expiry: randomUUID(),  // nothing lapses before a year is over
    deposit: deposit.id, refund: refund.id, roster: roster.id,
    charge: charge.id, number: other.number, purse, funding: funding.funding_id, month: "2020-01", change: randomUUID(), inquiry: randomUUID(), plan: randomUUID(),
    ...(await claimIds(office, member)) };
}

/** A debt of an agency, another that waits for its second person, and a file of the insurer. */
async function debtIds(office, claim) {
  const share = { kind: "agency_share", debtor: "best_agency", claim, claim_reference: "DSB-1", entitlement: randomUUID(),
    amount: { amount: "640.00", currency: "USD" }, reason: "The ticket was the agency's to pay" };
  const first = await office.post("/v1/receivables", office.as("collector"), share);
  const agreed = await office.post(`/v1/receivable-proposals/${first.proposal}/confirmation`, office.as("approver"));
  const waiting = await office.post("/v1/receivables", office.as("collector"), share);
  const csv = `reference,scheme,benefit,amount,currency,paid_to,paid_on\nDSB-1,oci,death,1.00,USD,family,${day(-9)}\n`;
  const { settlement } = await office.upload("/v1/insurer-settlements?insurer=oci_insurer", office.as("collector"), csv, "text/csv");
  return { receivable: agreed.receivable, proposal: waiting.proposal, settlement };
}

async function claimIds(office, member) {
  const opened = await office.file(member, referred);
  await office.sendPapers(opened.claim);
  const { document } = await office.upload(`/v1/claims/${opened.claim}/documents?type=passport`,
    office.as("intake", "ines"), pdf("passport"), "application/pdf");
  const item = await office.takeItem(opened.claim);

  const paid = await office.file(await office.insuredMember(), assessed);
  await office.sendPapers(paid.claim);
  const decision = await office.approve(paid.claim);
  const [payment] = await office.payments(paid.claim, 1);
  const batch = await office.makeBatch([payment]);
  const kept = await office.file(await office.insuredMember(), assessed);
  await office.sendPapers(kept.claim);
  await office.approve(kept.claim);
  const [keptBack] = await office.payments(kept.claim, 1);
  const hold = await office.hold(keptBack);
  const interest = await office.tellInterest(member, "iris");
  const statement = await office.takeStatement([{ ...payment, bank_reference: "HVQ7ZK3MB2A6TNXD5WEY4F" }]);
  const lines = await office.get(`/v1/bank-statements/${statement.statement_id}/lines`, office.as("cashier", "carla"));
  return { ...(await debtIds(office, opened.claim)), line: lines.items[0].bank_line_id, claim: opened.claim,
    party: "husband", item: item.work_item_id, decision: decision.decision_id,
    payment: payment.payment_id, batch: batch.batch_id, hold: hold.hold_id,
    interest: interest.interest_id, statement: statement.statement_id,
    document, opened, paid };
}

/** What stands in one fund, and who may ask for it. */
export class World {
  static async build(haven) {
    const world = new World();
    const office = new Office(haven);
    await office.fundPurses();
    world.ids = await idsOf(office);
    world.forged = forgedTokens(haven.tokenKey);
    world.family = await familyOf(haven, world.ids.opened);
    world.otherFamily = await familyOf(haven, world.ids.paid);
    return world;
  }

  /** A caller of a role; a family has a token of its own claim, whatever the fund. */
  as(role, fund = "owwa") {
    if (role === "family") return this.family;
    return [role, role === "partner" ? "metrobank" : role, fund];
  }

  /** Somebody who may call an operation. */
  caller(o, fund) {
    return o.roles.length > 0 ? this.as(o.roles[0], fund) : undefined;
  }

  /** The operation's path with ids that exist, or with others, and what its query needs. */
  path(o, changes = {}) {
    const path = o.path.replace(/\{([^}]+)\}/g, (_, name) => {
      const id = changes[name] ?? this.ids[name];
      if (id === undefined) throw new Error(`world.mjs makes no {${name}}`);
      return id;
    });
    const needed = o.parameters.filter((p) => p.in === "query" && p.required);
    return path + needed.map(({ name }, at) => `${at ? "&" : "?"}${name}=${query_values[name]}`).join("");
  }

  /** A body and its type for an operation that takes files. */
  upload(o) {
    const [type] = Object.keys(o.body.content);
    const body = type === "application/pdf" ? pdf("never kept") : examplesOf(o.body.content[type])[0];
    return { body, type };
  }

  /** An id that nothing has; of names with a pattern, one that breaks it. */
  unknown(schema) {
    if (isUuid(schema)) return randomUUID();
    return schema.pattern ? "NO-SUCH-NAME" : "nobody_here";
  }
}

export const isUuid = (schema) => schema.format === "uuid";

async function familyOf(haven, { reference, pin }) {
  const session = await haven.ask("post", "/v1/family-sessions", { body: { reference, pin } });
  return { token: session.token };
}

/** Values that a query parameter does not take. */
export function wrongQuery(schema) {
  const wrong = ["x".repeat((schema.maxLength ?? 500) + 1)];
  if (schema.enum || schema.type === "boolean" || schema.type === "integer" || isUuid(schema)) wrong.push("nonsense");
  if (schema.type === "integer") wrong.push(String(schema.minimum - 1), String(schema.maximum + 1), "1.5", "1e1");
  if (schema.pattern === "^[A-Z]{3}$") wrong.push("php");
  return [...wrong, ""];
}
