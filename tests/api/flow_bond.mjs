// The bond of an insurer that does not pay is called the day after its last day. So that nobody waits
// for a day, this fund's insurer must pay on the day itself, and the fund moves once from the calendar of
// Niue to that of Tonga: there it is tomorrow, at every hour.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Haven } from "./harness.mjs";
import { Office, day, usd } from "./office.mjs";

const today = "owwa:ph:-11:00";
const tomorrow = "owwa:ph:+13:00";

const at_once = (folder, policy) => folder !== "recoveries" ? policy : policy
  .replace("{days: 10, after: claim_due, demand_after_days: 0, remind_days_before: [7, 1]}",
    "{days: 0, after: raising, demand_after_days: 0, remind_days_before: []}")
  .replace("callable_after_days: 30", "callable_after_days: 0");

/** Registers the tests, on a haven of their own; what succeeds there counts for `haven`. */
export function bondFlow(haven) {
  describe("a bond", () => {
    test("is called by two people, the day after the insurer's last day", async () => {
      const own = await Haven.start({ HAVEN_FUNDS: today, HAVEN_SWEEP_SECONDS: "1" }, { changed: at_once });
      try {
        const office = new Office(own);
        const share = await unpaidShare(office, own);
        const path = `/v1/receivables/${share.receivable}`;
        const cashier = office.as("cashier", "carla");
        const call = { amount: usd("2350.00"), reason: "No answer to the demand" };
        const early = await own.request("post", `${path}/bond-call`, { as: cashier, body: call });
        assert.equal(early.json.code, "bond_is_not_callable_yet", early.text);

        await own.restart({ HAVEN_FUNDS: tomorrow });
        await own.eventually(path, cashier, ({ state }) => state === "overdue");
        const proposal = await office.post(`${path}/bond-call`, cashier, call);
        await office.post(`/v1/receivable-proposals/${proposal.proposal}/confirmation`, office.as("approver", "paz"));
        const called = await office.get(path, cashier);
        assert.deepEqual([called.state, called.bond_called], ["bond_called", usd("2350.00")]);
        for (const operation of own.succeeded) haven.succeeded.add(operation);
      } finally {
        await own.stop();
      }
    });
  });
}

/** What the insurer owes for bringing a worker's remains home; its deposit is empty. */
async function unpaidShare(office, own) {
  const member = await office.insuredMember();
  const opened = await office.file(member, {
    incident: { kind: "death", cause: "illness", date: day(-40), country: "SA" },
    costs: [{ head: "remains", amount: usd("2350.00"), incurred: day(-35) }],
  });
  await office.sendPapers(opened.claim);
  await office.approve(opened.claim);
  const ofClaim = `/v1/claims/${opened.claim}/receivables`;
  const { items } = await own.eventually(ofClaim, office.as("collector"), (page) => page.items.length === 2);
  return items.find(({ benefit }) => benefit === "remains");
}
