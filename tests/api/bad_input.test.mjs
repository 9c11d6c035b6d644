// Every operation of the description, asked wrongly in every way that its own schema suggests: each
// must be refused by a 4xx problem that names what is wrong, and must store nothing. A new operation
// or field is tested from the moment that it is described.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { examplesOf, isUnsafe, operations } from "./document.mjs";
import { Haven, changedTables } from "./harness.mjs";
import { brokenTexts, mutationsOf } from "./mutations.mjs";
import { World, isUuid, roles, wrongQuery } from "./world.mjs";

const at_once_max = 8;
const body_bytes_max = 1 << 20;

const haven = await Haven.start();
after(() => haven.stop());
const world = await World.build(haven);
let stored = await haven.settled();

/** Runs `work` for each item, several at once; answers what they answered, in order. */
async function each(items, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: at_once_max }, worker));
  return results;
}

/** What a caller who does everything right sends, except for what a test changes. */
function send(o, { headers = {}, without = [], path = world.path(o), ...changes } = {}) {
  const request = { as: world.caller(o), headers: {} };
  if (o.parameters.some((p) => p.name === "If-Match")) request.headers["if-match"] = '"1"';
  if (o.json) {
    [request.body] = examplesOf(o.json);
  } else if (o.body) {
    const { body, type } = world.upload(o);
    Object.assign(request, { body });
    request.headers["content-type"] = type;
  }
  Object.assign(request.headers, headers);
  for (const name of without) delete request.headers[name];
  return haven.request(o.method, path, { ...request, ...changes });
}

/** Why an answer is not the refusal that is wanted; nothing when it is. */
function complaint({ what, wanted, name }, { status, text, json }) {
  const seen = `${status} ${text.slice(0, 200)}`;
  if (![wanted].flat().includes(status)) return `${what}: wanted ${wanted}, was answered ${seen}`;
  if (!name) return undefined;
  const pointers = (json.errors ?? []).map(({ pointer }) => pointer);
  const isNamed = json.detail.includes(name) || pointers.some((pointer) => names(pointer, name));
  return isNamed ? undefined : `${what}: ${name} is not named by ${seen}`;
}

// A wrong part may be named by the whole it belongs to (/amount for /amount/currency), and a wrong
// whole by the first part that is missing.
const names = (pointer, name) =>
  pointer !== "" && (pointer.startsWith(name) || name.startsWith(`${pointer}/`));

/** Sends every case and expects its refusal. */
async function expectRefusals(cases) {
  const complaints = await each(cases, (one) =>
    one.request().then(
      (answer) => complaint(one, answer),
      (failure) => `${one.what}: ${failure.message}`,
    ),
  );
  const found = complaints.filter(Boolean);
  assert.equal(found.length, 0, `\n  ${found.join("\n  ")}`);
}

function testBody(o) {
  test("refuses each field that is wrong, and names it", () =>
    expectRefusals(
      mutationsOf(o).map(({ what, pointer, body }) => ({
        what, wanted: [400, 422], name: pointer, request: () => send(o, { body }),
      })),
    ));

  test("refuses what is no JSON object of a decent size", () =>
    expectRefusals([
      ...brokenTexts(o).map(({ what, text }) => ({
        what, wanted: [400, 422], request: () => send(o, { body: text }),
      })),
      {
        what: "another media type", wanted: 415,
        request: () => send(o, { body: "<xml/>", headers: { "content-type": "text/xml" } }),
      },
      {
        what: "over the limit", wanted: 413,
        request: () => send(o, { body: `{"a":"${"x".repeat(body_bytes_max)}"}` }),
      },
    ]));
}

function testHeaders(o) {
  if (isUnsafe(o.method)) {
    test("needs a usable Idempotency-Key", () =>
      expectRefusals(
        [["none", null], ["short", "seven77"], ["long", "k".repeat(101)], ["with a space", "eight 88"]].map(
          ([what, key]) => ({
            what, wanted: 428, name: "Idempotency-Key", request: () => send(o, { key }),
          }),
        ),
      ));
  }
  const condition = o.parameters.find((p) => p.name === "If-Match");
  if (!condition) return;
  test("refuses a missing or old If-Match", () =>
    expectRefusals([
      ...(condition.required
        ? [{ what: "none", wanted: 428, name: "If-Match", request: () => send(o, { without: ["if-match"] }) }]
        : []),
      { what: "no ETag", wanted: [400, 412, 422, 428], request: () => send(o, { headers: { "if-match": "7" } }) },
      { what: "old", wanted: [409, 412], request: () => send(o, { headers: { "if-match": '"999999"' } }) },
    ]));
}

function testCaller(o) {
  test("refuses callers without a good token", () =>
    expectRefusals([
      { what: "none", wanted: 401, request: () => send(o, { as: undefined }) },
      {
        what: "another scheme", wanted: 401,
        request: () => send(o, { as: undefined, headers: { authorization: "Basic YTpi" } }),
      },
      ...world.forged.map(({ what, token }) => ({ what, wanted: 401, request: () => send(o, { as: { token } }) })),
    ]));

  test("refuses every other role", () =>
    expectRefusals(
      roles
        .filter((role) => !o.roles.includes(role))
        .map((role) => ({ what: role, wanted: 403, request: () => send(o, { as: world.as(role) }) })),
    ));

  if (o.path.includes("{claim}") && o.roles.includes("family")) {
    test("does not show a family somebody else's claim", () =>
      expectRefusals([
        { what: "another claim", wanted: 404, request: () => send(o, { as: world.otherFamily }) },
      ]));
  }
}

// What does not exist is 404; a list may be empty instead.
async function expectAbsent(o, changes) {
  const { status, json } = await send(o, changes);
  if (o.method === "get" && status === 200) return assert.deepEqual(json.items, []);
  return assert.equal(status, 404, JSON.stringify(json));
}

function testPath(o) {
  for (const { name, schema } of o.parameters.filter((p) => p.in === "path")) {
    const at = (id) => ({ path: world.path(o, { [name]: id }) });
    if (isUuid(schema)) {
      test(`does not know a {${name}} that is no UUID`, () => expectAbsent(o, at("not-a-uuid")));
    }
    if (schema.pattern) {
      test(`refuses a {${name}} of another form`, () =>
        expectRefusals([
          { what: "form", wanted: [404, 422], request: () => send(o, at(world.unknown(schema))) },
        ]));
    } else {
      test(`does not know a {${name}} that is not there`, () => expectAbsent(o, at(world.unknown(schema))));
    }
  }
  if (/\{(?!month\})/.test(o.path)) {  // every fund has every month
    test("does not know what belongs to another fund", () =>
      expectAbsent(o, { as: world.caller(o, "other") }));
  }
}

function testQuery(o) {
  const asked = (pair) => {
    const path = world.path(o);
    return { path: `${path}${path.includes("?") ? "&" : "?"}${pair}` };
  };
  test("refuses a query parameter that it does not know", () =>
    expectRefusals([
      { what: "surprise", wanted: 400, name: "surprise", request: () => send(o, asked("surprise=1")) },
    ]));

  for (const { name, schema, required } of o.parameters.filter((p) => p.in === "query")) {
    const instead = (value) => {
      const pair = `${name}=${encodeURIComponent(value)}`;
      if (!required) return asked(pair);
      return { path: world.path(o).replace(new RegExp(`${name}=[^&]*`), pair) };
    };
    test(`refuses a wrong ${name}`, () =>
      expectRefusals(
        wrongQuery(schema).map((value) => ({
          what: JSON.stringify(value.slice(0, 20)), wanted: [400, 422], name, request: () => send(o, instead(value)),
        })),
      ));
  }
}

for (const o of operations) {
  describe(o.name, () => {
    if (o.json) testBody(o);
    testHeaders(o);
    if (o.roles.length > 0) {
      testCaller(o);
      testPath(o);
    }
    testQuery(o);
    test("stored nothing of all that", async () => {
      const before = stored;
      stored = await haven.stored();
      assert.deepEqual(changedTables(before, stored), []);
    });
  });
}
