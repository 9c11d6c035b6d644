// The same rules as decision graphs of the zen engine: the table as a table, the case as expression
// nodes in order.
import {ZenEngine} from '@gorules/zen-engine';
import {rows} from './table.mjs';

const engine = new ZenEngine();
const at = {x: 0, y: 0};

/// A graph whose nodes run one after another, each seeing what those before it gave.
function chain(nodes) {
  const all = [{id: 'in', type: 'inputNode', name: 'in', position: at}, ...nodes,
    {id: 'out', type: 'outputNode', name: 'out', position: at}];
  const edges = all.slice(1).map((node, i) => ({id: `e${i}`, sourceId: all[i].id, targetId: node.id, type: 'edge'}));
  return engine.createDecision(Buffer.from(JSON.stringify({nodes: all, edges})));
}

const interval = ([from, to]) => `[${from}..${to})`;
const tableGraph = chain([{id: 't', type: 'decisionTableNode', name: 't', position: at, content: {
  hitPolicy: 'first',
  inputs: ['hire', 'age', 'term'].map((field) => ({id: field, type: 'expression', field, name: field})),
  outputs: [{id: 'amount', type: 'expression', field: 'amount', name: 'amount'}],
  rules: rows.map((row, i) => ({_id: String(i), hire: `"${row.hire}"`, age: interval(row.age), term: interval(row.term),
    amount: String(row.amount)})),
}}]);

export const table = async (facts) => (await tableGraph.evaluate(facts)).result.amount;

const covered = (scheme, starts, ends) => `some(registrations, #.scheme == '${scheme}' and
  ${starts} <= d($root.incident.date) and d($root.incident.date) <= ${ends})`;
const shares = (payees, amount) => `map(${payees}, {to: #.id, amount: #.id == $root.${payees}[0].id
  ? $root.${amount} - (len($root.${payees}) - 1) * floor($root.${amount} * 100 / len($root.${payees})) / 100
  : floor($root.${amount} * 100 / len($root.${payees})) / 100})`;
const missing = (document, when) => `(${when}) and not ('${document}' in documents)`;
const isPayee = (relations) => `some(beneficiaries, #.relation in [${relations}])`;

const steps = [{
  place: "incident.country == member.country ? 'home' : 'abroad'",
  relatives: 'filter(family, (#.alive ?? true) and not (#.barred ?? false))',
  in_owwa: covered('owwa', 'd(#.paid)', "d(#.paid).add(24, 'months').sub(1, 'day')"),
  in_oci: covered('oci', 'd(#.starts)', 'd(#.ends)'),
  in_poea: covered('poea', 'd(#.starts)', 'd(#.ends)'),
  accident: "incident.cause == 'accident'",
}, {
  owwa_benefit: "accident ? 'accidental_death' : 'death'",
  owwa_amount: `d(incident.date) >= d('2016-11-16') ? (accident ? 200000 : 100000)
    : d(incident.date) >= d('2003-01-01') ? null
    : d(incident.date) >= d('1995-08-01') ? (contract.sector == 'sea_based' ? 25000 : 50000)
    : d(incident.date) >= d('1991-06-03') ? 25000 : null`,
  burial_amount: `d(incident.date) >= d('2016-11-16') ? 20000 : d(incident.date) >= d('2003-01-01') ? null
    : d(incident.date) >= d('1995-08-01') ? 20000 : d(incident.date) >= d('1991-06-03') ? 5000 : null`,
  oci_amount: "d(incident.date) >= d('2010-09-08') ? (accident ? 15000 : 10000) : null",
  first_class: "filter(relatives, #.relation in ['spouse', 'child'])",
  second_class: "filter(relatives, #.relation in ['father', 'mother'])",
  third_class: "filter(relatives, #.relation in ['brother', 'sister'])",
  remains: "sum(map(filter(costs, #.head == 'remains'), #.amount))",
}, {
  heirs: 'len(first_class) > 0 ? first_class : len(second_class) > 0 ? second_class : third_class',
  beneficiaries: 'filter(relatives, #.id in map($root.nominees, #.id))',
}, {
  owwa_shares: shares('heirs', 'owwa_amount'),
  oci_shares: shares('beneficiaries', 'oci_amount'),
  proof_of_membership: missing('proof_of_membership', 'in_owwa'),
  passport: missing('passport', 'in_owwa'),
  death_certificate: missing('death_certificate', 'true'),
  burial_permit: missing('burial_permit', 'in_owwa'),
  funeral_receipt: missing('funeral_receipt', 'in_owwa'),
  claimant_photo: missing('claimant_photo', 'in_owwa'),
  claimant_ids: missing('claimant_ids', 'in_owwa'),
  mortuary_certificate: missing('mortuary_certificate', "in_owwa and place == 'abroad'"),
  accident_report: missing('accident_report', 'accident'),
  marriage_certificate: missing('marriage_certificate', isPayee("'spouse'")),
  birth_certificate: missing('birth_certificate', isPayee("'child', 'father', 'mother'")),
  guardians: "map(filter(beneficiaries, d($root.today).diff(d(#.born), 'year') < 18), #.id)",
}, {
  due: "len(guardians) == 0 ? d(filed).add(10, 'days').format('%Y-%m-%d') : null",
}];
const deathGraph = chain(steps.map((step, i) => ({
  id: `s${i}`, type: 'expressionNode', name: `s${i}`, position: at,
  content: {expressions: Object.entries(step).map(([key, value]) => ({id: key, key, value})), passThrough: true},
})));

const papers = ['proof_of_membership', 'passport', 'death_certificate', 'burial_permit', 'funeral_receipt',
  'claimant_photo', 'claimant_ids', 'mortuary_certificate', 'accident_report', 'marriage_certificate', 'birth_certificate'];

export async function death(facts) {
  const known = (await deathGraph.evaluate(facts)).result;
  return {
    pay: [['owwa', known.owwa_benefit, known.owwa_amount, known.owwa_shares], ['owwa', 'burial', known.burial_amount, []],
      ['oci', known.owwa_benefit, known.oci_amount, known.oci_shares], ['oci', 'remains', known.remains, []]],
    refuse: known.in_poea ? [] : [['poea', 'burial', 'not_member'], ['poea', 'death', 'not_member']],
    need: [...papers.filter((paper) => known[paper] === true).map((paper) => [paper, '']),
      ...known.guardians.map((id) => ['guardianship_affidavit', id])],
    due: known.due ?? '',
    flags: known.guardians.length > 0 ? ['guardian_needed'] : [],
  };
}
