// haven beside two rule engines, in one run: each in turn for a short while, round after round; the
// medians are compared. haven's side is the program `rules_bench`, driven over its standard input.
//   node run.mjs PROGRAM PACKS ROUNDS
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {deepStrictEqual} from 'node:assert';
import {parse} from 'yaml';
import * as feelin from './feelin.mjs';
import {asDmn, facts, rows} from './table.mjs';
import * as zen from './zen.mjs';

const [program, packs, rounds] = [process.argv[2], process.argv[3], Number(process.argv[4] ?? 15)];
const here = new URL('.', import.meta.url).pathname;
const work = mkdtempSync(join(tmpdir(), 'haven-rules-'));
writeFileSync(join(work, 'table.dmn'), asDmn());

const haven = spawn(program, [join(work, 'table.dmn'), join(packs, 'ph'), join(here, 'death.yaml')],
  {stdio: ['pipe', 'pipe', 'inherit']});
const lines = createInterface({input: haven.stdout})[Symbol.asyncIterator]();
async function ask(question) {
  haven.stdin.write(question + '\n');
  const {value, done} = await lines.next();
  if (done) throw new Error('rules_bench ended');
  return value;
}

// The case as plain values: amounts are numbers, days are texts.
const death = parse(readFileSync(join(here, 'death.yaml'), 'utf8'), {schema: 'core'});
for (const cost of death.costs) cost.amount = Number(cost.amount);

// ---- the three say the same --------------------------------------------------------------------

const byName = (list) => [...list].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
const plain = (answer) => ({
  pay: byName(answer.pay.map(([scheme, benefit, amount, payees]) => [scheme, benefit, amount,
    byName(payees.map(({to, amount: part}) => [to, part]))])),
  refuse: byName(answer.refuse), need: byName(answer.need), due: answer.due, flags: byName(answer.flags),
});
function fromHaven(answer) {
  return plain({
    pay: answer.pay.map((line) => [line.scheme, line.benefit, Number(line.amount),
      (line.payees ?? []).map((each) => ({to: each.to, amount: Number(each.amount)}))]),
    refuse: answer.refuse.map((line) => [line.scheme, line.benefit, line.reason]),
    need: answer.need.map((paper) => [paper.document, paper.for ?? '']),
    due: answer.due[0]?.date ?? '', flags: answer.flags,
  });
}
const wanted = fromHaven(JSON.parse(await ask('answer')));
deepStrictEqual(plain(await zen.death(death)), wanted);
deepStrictEqual(plain(feelin.death(death)), wanted);
for (let n = 0; n < rows.length; n++) {
  const row = facts(n);
  const amount = rows.find((each) => each.hire === row.hire && row.age < each.age[1] && row.age >= each.age[0] &&
    row.term >= each.term[0] && row.term < each.term[1]).amount;
  deepStrictEqual([await zen.table(row), feelin.table(row), Number(await ask(`row ${row.hire} ${row.age} ${row.term}`))],
    [amount, amount, amount]);
}

// ---- and how fast ---------------------------------------------------------------------------------

async function timed(count, one) {
  const begin = process.hrtime.bigint();
  for (let n = 0; n < count; n++) await one(n);
  return Number(process.hrtime.bigint() - begin) / count;
}
const runners = {
  'table of 40 rows': {
    haven: async () => Number(await ask('table 20000')),
    'zen-engine': () => timed(400, (n) => zen.table(facts(n))),
    feelin: () => timed(40, (n) => feelin.table(facts(n))),
  },
  'Philippine death case': {
    haven: async () => Number(await ask('death 2000')),
    'zen-engine': () => timed(100, () => zen.death(death)),
    feelin: () => timed(5, () => feelin.death(death)),
  },
};
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const text = (nanos) => (nanos / 1000).toFixed(2).padStart(11);
let enough = true;
for (const [what, engines] of Object.entries(runners)) {
  const times = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    process.stderr.write(`\r${what}: round ${round} of ${rounds} `);
    for (const [name, run] of Object.entries(engines)) {
      const taken = await run();
      if (round > 0) times[name].push(taken);  // the first warms up
    }
  }
  process.stderr.write('\r' + ' '.repeat(60) + '\r');
  console.log(`${what}, microseconds each: median (least to most) of ${rounds} rounds`);
  for (const [name, list] of Object.entries(times)) {
    console.log(`  ${name.padEnd(12)}${text(median(list))}  (${text(Math.min(...list)).trim()} to ${text(Math.max(...list)).trim()})`);
  }
  const rival = ['zen-engine', 'feelin'].sort((a, b) => median(times[a]) - median(times[b]))[0];
  const ratio = median(times[rival].map((each, i) => each / times.haven[i]));
  enough &&= ratio >= 20;
  console.log(`  the faster of the two, ${rival}, takes ${ratio.toFixed(1)} times as long as haven\n`);
}
console.log(`decisions of a whole claim with trace: ${Math.round(1e9 / Number(await ask('death 20000'))).toLocaleString('en')} a second on one thread`);
haven.stdin.end();
process.exitCode = enough ? 0 : 1;
