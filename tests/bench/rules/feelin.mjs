// The same rules with feelin, a FEEL interpreter: it evaluates expressions one by one, so that the
// order of the table and of the case is here.
import {evaluate, unaryTest} from 'feelin';
import {cells} from './table.mjs';

const holds = (test, value) => unaryTest(test, {'?': value}).value === true;

export function table(facts) {
  for (const row of cells) {
    if (holds(row.hire, facts.hire) && holds(row.age, facts.age) && holds(row.term, facts.term)) {
      return evaluate(row.amount, facts).value;
    }
  }
  return null;
}

const covered = (scheme, starts, ends) => `some r in registrations satisfies r.scheme = "${scheme}" and
  ${starts} <= date(incident.date) and date(incident.date) <= ${ends}`;
const shares = (payees, amount) => `for p in ${payees} return {to: p.id, amount:
  if p.id = ${payees}[1].id
  then ${amount} - (count(${payees}) - 1) * floor(${amount} * 100 / count(${payees})) / 100
  else floor(${amount} * 100 / count(${payees})) / 100}`;
const isPayee = (relations) => `some p in beneficiaries satisfies list contains([${relations}], p.relation)`;
const held = (document) => `list contains(documents, "${document}")`;

// Name by name; each may use those before it.
const steps = {
  place: 'if incident.country = member.country then "home" else "abroad"',
  relatives: 'family[alive != false and barred != true]',
  in_owwa: covered('owwa', 'date(r.paid)', 'date(r.paid) + duration("P24M") - duration("P1D")'),
  in_oci: covered('oci', 'date(r.starts)', 'date(r.ends)'),
  in_poea: covered('poea', 'date(r.starts)', 'date(r.ends)'),
  accident: 'incident.cause = "accident"',
  owwa_benefit: 'if accident then "accidental_death" else "death"',
  owwa_amount: `if date(incident.date) >= date("2016-11-16") then (if accident then 200000 else 100000)
    else if date(incident.date) >= date("2003-01-01") then null
    else if date(incident.date) >= date("1995-08-01") then (if contract.sector = "sea_based" then 25000 else 50000)
    else if date(incident.date) >= date("1991-06-03") then 25000 else null`,
  burial_amount: `if date(incident.date) >= date("2016-11-16") then 20000
    else if date(incident.date) >= date("2003-01-01") then null
    else if date(incident.date) >= date("1995-08-01") then 20000
    else if date(incident.date) >= date("1991-06-03") then 5000 else null`,
  oci_amount: 'if date(incident.date) >= date("2010-09-08") then (if accident then 15000 else 10000) else null',
  first_class: 'relatives[relation in ["spouse", "child"]]',
  second_class: 'relatives[relation in ["father", "mother"]]',
  third_class: 'relatives[relation in ["brother", "sister"]]',
  heirs: `if count(first_class) > 0 then first_class else if count(second_class) > 0 then second_class
    else third_class`,
  beneficiaries: 'for n in nominees return relatives[id = n.id][1]',
  owwa_shares: shares('heirs', 'owwa_amount'),
  oci_shares: shares('beneficiaries', 'oci_amount'),
  remains: 'sum(for c in costs[head = "remains"] return c.amount)',
  need_membership: `in_owwa and not(${held('proof_of_membership')})`,
  need_passport: `in_owwa and not(${held('passport')})`,
  need_certificate: `not(${held('death_certificate')})`,
  need_permit: `in_owwa and not(${held('burial_permit')})`,
  need_receipt: `in_owwa and not(${held('funeral_receipt')})`,
  need_photo: `in_owwa and not(${held('claimant_photo')})`,
  need_ids: `in_owwa and not(${held('claimant_ids')})`,
  need_mortuary: `in_owwa and place = "abroad" and not(${held('mortuary_certificate')})`,
  need_report: `accident and not(${held('accident_report')})`,
  need_marriage: `(${isPayee('"spouse"')}) and not(${held('marriage_certificate')})`,
  need_birth: `(${isPayee('"child", "father", "mother"')}) and not(${held('birth_certificate')})`,
  minors: 'for p in beneficiaries return if years and months duration(date(p.born), date(today)).years < 18 then p.id else null',
  guardians: 'minors[item != null]',
  due: 'if count(guardians) = 0 then string(date(filed) + duration("P10D")) else null',
  charged: 'some r in registrations satisfies r.premium_charged_to_worker = true',
};

const names = {need_membership: 'proof_of_membership', need_passport: 'passport', need_certificate: 'death_certificate',
  need_permit: 'burial_permit', need_receipt: 'funeral_receipt', need_photo: 'claimant_photo', need_ids: 'claimant_ids',
  need_mortuary: 'mortuary_certificate', need_report: 'accident_report', need_marriage: 'marriage_certificate',
  need_birth: 'birth_certificate'};

export function death(facts) {
  const known = {...facts};
  for (const [name, expression] of Object.entries(steps)) known[name] = evaluate(expression, known).value;
  return {
    pay: [['owwa', known.owwa_benefit, known.owwa_amount, known.owwa_shares], ['owwa', 'burial', known.burial_amount, []],
      ['oci', known.owwa_benefit, known.oci_amount, known.oci_shares], ['oci', 'remains', known.remains, []]],
    refuse: known.in_poea ? [] : [['poea', 'burial', 'not_member'], ['poea', 'death', 'not_member']],
    need: [...Object.keys(names).filter((n) => known[n]).map((n) => [names[n], '']),
      ...(known.guardians ?? []).map((id) => ['guardianship_affidavit', id])],
    due: known.due ?? '',
    flags: (known.guardians ?? []).length > 0 ? ['guardian_needed'] : [],
  };
}
