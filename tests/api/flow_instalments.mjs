// A fund whose rules pay one benefit month by month: its first instalment, and what a person sees
// before the next one.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Office, day, usd } from "./office.mjs";

/** The pack ph, but for the subsistence of a labour case: paid month by month, at most six times. */
export const monthly = {
  pack: "ph_monthly",
  files: {
    "oci.yaml": (text) => text.replace("  - benefit: subsistence\n",
      '  - benefit: subsistence\n    instalments: {every: month, times: "6", while: the case is still heard}\n'),
  },
};

/** Registers the tests. `fund` is one whose pack is `monthly`. */
export function instalmentsFlow(haven, fund) {
  const office = new Office(haven, fund);
  const [ada, intake] = [office.as("adjudicator", "ada"), office.as("adjudicator", "ines")];

  async function refused(code, status, path, as, body) {
    const answer = await haven.request("post", path, { as, body });
    assert.deepEqual([answer.status, answer.json?.code], [status, code], answer.text);
  }

  describe("what is paid in instalments", () => {
    test("the first at once, the next when a person has seen its condition, none after the end", async () => {
      await office.fundPurses();
      const member = await office.insuredMember();
      const opened = await office.file(member, {
        capacity: "labour_attache",
        incident: { kind: "labour_case", date: day(-130), country: "SA" },
        facts: { case_opened: day(-130), case_closed: day(-30) },
      });
      await office.sendPapers(opened.claim);
      await office.approve(opened.claim);
      const [first] = await office.pay(opened.claim, 1);
      assert.deepEqual(first.amount, usd("300.00"));

      const { items: [plan] } = await office.get("/v1/instalment-plans?waiting=yes", ada);
      assert.deepEqual([plan.claim_id, plan.state, plan.every, plan.times, plan.next_number, plan.next_is_confirmed],
        [opened.claim, "running", "month", 6, 2, false]);
      const path = `/v1/instalment-plans/${plan.plan_id}`;
      const seen = { number: 2, evidence: "Letter of the court of last week" };
      await refused("filer_cannot_confirm", 409, `${path}/confirmation`, intake, seen);
      await refused("invalid_field", 422, `${path}/confirmation`, ada, { ...seen, number: 3 });
      const confirmed = await office.post(`${path}/confirmation`, ada, seen);
      assert.equal(confirmed.next_is_confirmed, true);
      await refused("instalment_confirmed_already", 409, `${path}/confirmation`, ada, seen);
      assert.deepEqual((await office.get("/v1/instalment-plans?waiting=yes", ada)).items, []);

      const ended = await office.post(`${path}/ending`, ada, { reason: "The court has decided" });
      assert.deepEqual([ended.state, ended.ended_because], ["ended", "The court has decided"]);
      await refused("plan_over", 409, `${path}/confirmation`, ada, seen);
      assert.equal((await office.get(path, office.as("auditor"))).state, "ended");
    });
  });
}
