// A decision table of 40 rows, written once and given to each engine in its own language: a monthly
// contribution by way of hiring, age and length of the contract.
const hires = ['agency', 'direct'];
const ages = [[18, 25], [25, 35], [35, 45], [45, 55], [55, 66]];
const terms = [[1, 12], [12, 24], [24, 36], [36, 61]];

export const rows = hires.flatMap((hire, h) =>
  ages.flatMap((age, a) =>
    terms.map((term, t) => ({hire, age, term, amount: 1000 + 400 * h + 75 * a + 20 * t}))));

/// Facts that meet another row each time, the last row among them.
export const facts = (n) => {
  const row = rows[(n * 23 + 39) % rows.length];
  return {hire: row.hire, age: row.age[1] - 1, term: row.term[0]};
};

const cell = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const interval = ([from, to]) => `[${from}..${to}[`;

export const cells = rows.map((row) => ({
  hire: `"${row.hire}"`, age: interval(row.age), term: interval(row.term), amount: String(row.amount),
}));

export function asDmn() {
  const inputs = [['hire', 'string'], ['age', 'number'], ['term', 'number']];
  const data = inputs.map(([name, type]) =>
    `  <inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`);
  const needs = inputs.map(([name]) =>
    `    <informationRequirement><requiredInput href="#${name}"/></informationRequirement>`);
  const columns = inputs.map(([name, type]) =>
    `      <input><inputExpression typeRef="${type}"><text>${name}</text></inputExpression></input>`);
  const rules = cells.map((row) => '      <rule>' +
    [row.hire, row.age, row.term].map((text) => `<inputEntry><text>${cell(text)}</text></inputEntry>`).join('') +
    `<outputEntry><text>${row.amount}</text></outputEntry></rule>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="bench" namespace="bench">
${data.join('\n')}
  <decision id="fee" name="fee">
    <variable name="fee" typeRef="number"/>
${needs.join('\n')}
    <decisionTable hitPolicy="UNIQUE">
${columns.join('\n')}
      <output typeRef="number"/>
${rules.join('\n')}
    </decisionTable>
  </decision>
</definitions>
`;
}
