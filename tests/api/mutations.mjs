// Bad bodies, made from an operation's own schema and example: each is the good body with one thing
// wrong. Nothing here knows any operation by name.
import { examplesOf, resolve } from "./document.mjs";

const clone = (value) => structuredClone(value);
const typeOf = (schema) => [schema.type].flat().find((type) => type && type !== "null");

/** A schema with its references followed and its allOf parts merged. */
function flat(schema, file) {
  const found = resolve(schema, file);
  if (!found.node.allOf) return { schema: found.node, file: found.file };
  const parts = found.node.allOf.map((part) => flat(part, found.file).schema);
  return { schema: Object.assign({}, ...parts, found.node), file: found.file };
}

/** A value that fits a schema, with every optional property, for the fields an example leaves out. */
export function sampleOf(schema, file, depth = 0) {
  const { schema: s, file: at } = flat(schema, file);
  if (s.examples?.length) return clone(s.examples[0]);
  if ("const" in s) return s.const;
  if (s.enum) return s.enum.find((value) => value !== null);
  const choice = s.oneOf ?? s.anyOf;
  if (choice && !s.properties) return sampleOf(choice[0], at, depth);
  switch (typeOf(s)) {
    case "object":
      return Object.fromEntries(
        Object.entries(depth > 6 ? {} : (s.properties ?? {})).map(([name, property]) => [
          name,
          sampleOf(property, at, depth + 1),
        ]),
      );
    case "array":
      return s.items && depth < 6 ? [sampleOf(s.items, at, depth + 1)] : [];
    case "integer":
    case "number":
      return s.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return textSample(s);
  }
}

function textSample(s) {
  if (s.format === "date") return "2024-05-14";
  if (s.format === "date-time") return "2024-05-14T08:00:00Z";
  if (s.format === "uuid") return "0190c1a2-7d3e-7b44-8a51-2f6f0f9b1c3d";
  if (/\[A-Z\]\{3\}/.test(s.pattern ?? "")) return "PHP";
  if (/\[A-Z\]\{2\}/.test(s.pattern ?? "")) return "SA";
  if (/\[0-9\]\{1,1[0-9]\}/.test(s.pattern ?? "")) return "100.00";
  if (/a-f/.test(s.pattern ?? "")) return "0".repeat(s.minLength ?? 64);
  if (/^\^\[?0-9|\\d/.test(s.pattern ?? "")) return "123456".padEnd(s.minLength ?? 6, "0");
  return "sample".padEnd(s.minLength ?? 0, "x").slice(0, s.maxLength ?? 200);
}

/** Every place of a body: its keys, its schema, and whether it may be left out. */
function* placesOf(schema, file, keys = [], required = true) {
  const { schema: s, file: at } = flat(schema, file);
  yield { keys, schema: s, required };
  if (keys.length > 6) return;
  for (const [name, property] of Object.entries(s.properties ?? {})) {
    yield* placesOf(property, at, [...keys, name], (s.required ?? []).includes(name));
  }
  if (s.items) yield* placesOf(s.items, at, [...keys, 0], true);
}

const pointerOf = (keys) => keys.map((key) => `/${key}`).join("");

/** The body with `change(parent, key)` done at a place, its parents taken from samples when absent. */
function changed(body, schema, file, keys, change) {
  const copy = clone(body);
  let node = copy;
  let { schema: s, file: at } = flat(schema, file);
  for (const key of keys.slice(0, -1)) {
    const next = flat(typeof key === "number" ? s.items : s.properties[key], at);
    const isThere = node[key] !== null && typeof node[key] === "object";
    if (!isThere) node[key] = sampleOf(next.schema, next.file);
    if (Array.isArray(node[key]) && node[key].length === 0) {
      node[key] = [sampleOf(next.schema.items, next.file)];
    }
    node = node[key];
    ({ schema: s, file: at } = next);
  }
  change(node, keys.at(-1));
  return copy;
}

// What is wrong for a type, besides another type.
function wrongTexts(s) {
  const wrong = [];
  if (s.format === "date") wrong.push(["an impossible date", "2024-02-30"]);
  if (s.format === "uuid") wrong.push(["no UUID", "not-a-uuid"]);
  if (s.enum) wrong.push(["a word that is not listed", "nonsense"]);
  const hasForm = s.format || s.enum || "const" in s;
  if (!hasForm && s.minLength) wrong.push(["an empty text", ""]);
  if (!hasForm) wrong.push(["an over-long text", "x".repeat((s.maxLength ?? 100000) + 1), !!s.maxLength]);
  return wrong;
}

function wrongValues(s) {
  const nullable = [s.type].flat().includes("null");
  const none = nullable ? [] : [["null", null]];
  switch (typeOf(s)) {
    case "string":
      return [["a number", 12345], ["a list", []], ...none, ...wrongTexts(s)];
    case "integer":
      return [
        ["a text", "twelve"], ["a fraction", 1.5], ...none,
        ...("minimum" in s ? [["too small", s.minimum - 1]] : []),
        ...("maximum" in s ? [["too large", s.maximum + 1]] : []),
      ];
    case "boolean":
      return [["a text", "perhaps"], ["a number", 1], ...none];
    case "array":
      return [["a text", "one"], ["an object", {}], ...none];
    case "object":
      return [["a text", "one"], ["a list", []], ...none];
    default:
      return [];
  }
}

const isMoney = (s) => s.properties?.amount && s.properties?.currency;

function moneyMutations(place, make) {
  if (!isMoney(place.schema)) return [];
  const at = (name) => [...place.keys, name];
  return [
    make(at("currency"), "an unknown currency", (node, key) => { node[key] = "QQQ"; }, false),
    make(at("amount"), "a negative amount", (node, key) => { node[key] = "-1.00"; }, true),
    make(at("amount"), "a third decimal", (node, key) => { node[key] = "1.001"; }, true),
    make(at("amount"), "an exponent", (node, key) => { node[key] = "1e3"; }, true),
  ];
}

function placeMutations(place, make) {
  const { keys, schema: s, required } = place;
  const found = [];
  const key = keys.at(-1);
  if (required && typeof key === "string") {
    found.push(make(keys, "missing", (node) => { delete node[key]; }, true));
  }
  for (const [what, value, breaksSchema = true] of wrongValues(s)) {
    found.push(make(keys, what, (node) => { node[key] = value; }, breaksSchema));
  }
  return [...found, ...moneyMutations(place, make)];
}

/** A bad body for each thing that can be wrong: {what, pointer, body, breaksSchema}. */
export function mutationsOf(operation) {
  const { schema } = operation.json;
  const file = operation.bodyFile;
  const [base] = examplesOf(operation.json);
  const make = (keys, what, change, breaksSchema) => ({
    what: `${pointerOf(keys)}: ${what}`,
    pointer: pointerOf(keys),
    body: changed(base, schema, file, keys, change),
    breaksSchema,
  });
  const found = [];
  for (const place of placesOf(schema, file)) {
    if (place.keys.length > 0) found.push(...placeMutations(place, make));
    if (place.schema.properties && place.schema.additionalProperties === false) {
      found.push(
        make([...place.keys, "surprise"], "an unknown field", (node, key) => { node[key] = 1; }, true),
      );
    }
  }
  return found;
}

/** Bodies that are not even a JSON object: {what, text}. */
export function brokenTexts(operation) {
  const text = JSON.stringify(examplesOf(operation.json)[0]);
  const [first] = Object.keys(JSON.parse(text));
  const twice = first === undefined ? '{"a":1,"a":1}' : `{${JSON.stringify(first)}:0,${text.slice(1)}`;
  return [
    { what: "cut off", text: text.slice(0, -1) },
    { what: "a key twice", text: twice },
    { what: "a list", text: "[]" },
    { what: "a text", text: '"one"' },
    ...(operation.body.required ? [{ what: "empty", text: "" }] : []),
    { what: "not UTF-8", text: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) },
    { what: "deep", text: `${"[".repeat(2000)}${"]".repeat(2000)}` },
  ];
}
