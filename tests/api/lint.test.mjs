// The description itself: valid OpenAPI 3.1, complete, and of one shape. Needs no server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import {
  bundle,
  examplesOf,
  faults,
  files,
  fragments,
  isUnsafe,
  methods,
  operations,
  resolve,
  root,
} from "./document.mjs";
import { mutationsOf } from "./mutations.mjs";

const roles = [
  "registrar", "collector", "intake", "adjudicator", "approver", "cashier", "auditor", "partner",
  "family", "operator",
];

/** Fails once, with every sentence that was found. */
function expectNone(sentences) {
  assert.equal(sentences.length, 0, `\n  ${sentences.join("\n  ")}`);
}

/** Calls `visit(node, where)` for every object of a file. */
function walk(node, where, visit) {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node)) visit(node, where);
  for (const [key, value] of Object.entries(node)) walk(value, `${where}/${key}`, visit);
}

/** Every schema object of a file: what stands under "schema" or components/schemas, and below. */
function schemasOf(file) {
  const found = [];
  walk(files[file], file, (node, where) => {
    if (/(\/schema|\/components\/schemas\/\w+|\/properties\/\w+|\/items)$/.test(where)) {
      found.push({ schema: node, where });
    }
  });
  return found;
}

test("the description is valid OpenAPI 3.1", async () => {
  const result = await new Validator().validate(bundle());
  expectNone(result.valid ? [] : [JSON.stringify(result.errors, null, 1)]);
});

for (const file of ["openapi.yaml", ...fragments]) {
  test(`${file}: every reference leads somewhere`, () => {
    const broken = [];
    walk(files[file], file, (node, where) => {
      if (typeof node.$ref !== "string") return;
      try {
        resolve(node, file);
      } catch (failure) {
        broken.push(`${where}: ${failure.message}`);
      }
    });
    expectNone(broken);
  });
}

test("every path of a fragment is listed in openapi.yaml", () => {
  expectNone(
    fragments
      .flatMap((file) => Object.keys(files[file].paths ?? {}).map((path) => [file, path]))
      .filter(([, path]) => !(path in root.paths))
      .map(([file, path]) => `${file}: ${path}`),
  );
});

test("operation ids are snake_case and there is one of each", () => {
  const ids = operations.map((operation) => operation.id);
  expectNone([
    ...ids.filter((id) => !/^[a-z][a-z0-9_]+$/.test(id ?? "")).map((id) => `${id} is not snake_case`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} stands twice`),
  ]);
});

test("every operation says who may call it", () => {
  expectNone(
    operations
      .filter((o) => !Array.isArray(o.roles) || o.roles.some((role) => !roles.includes(role)))
      .map((o) => `${o.name}: x-roles is ${JSON.stringify(o.roles)}`),
  );
});

test("an operation for anyone asks for no token, and no other does without", () => {
  expectNone(
    operations
      .filter((o) => (o.roles?.length === 0) !== (o.spec.security?.length === 0))
      .map((o) => `${o.name}: x-roles ${JSON.stringify(o.roles)}, security ${JSON.stringify(o.spec.security)}`),
  );
});

test("every unsafe operation needs an Idempotency-Key", () => {
  expectNone(
    operations
      .filter((o) => isUnsafe(o.method) && !o.parameters.some((p) => p.name === "Idempotency-Key"))
      .map((o) => o.name),
  );
});

test("path parameters are those of the path", () => {
  expectNone(
    operations
      .filter((o) => {
        const named = [...o.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]).sort();
        const declared = o.parameters.filter((p) => p.in === "path").map((p) => p.name).sort();
        return named.join() !== declared.join();
      })
      .map((o) => o.name),
  );
});

test("refusals are problems, and those that follow from the shape of an operation are listed", () => {
  const expected = (o) => [
    ...(o.roles?.length ? [401, 403] : []),
    ...(o.path.includes("{") ? [404] : []),
    ...(o.json ? [415, 422] : []),
    ...(isUnsafe(o.method) && o.roles?.length ? [409, 428] : []),
    ...(o.parameters.some((p) => p.name === "If-Match") ? [412, 428] : []),
  ];
  expectNone(
    operations.flatMap((o) => [
      ...expected(o)
        .filter((status) => !(status in o.spec.responses))
        .map((status) => `${o.name}: ${status} is not listed`),
      ...Object.entries(o.spec.responses)
        .filter(([status]) => Number(status) >= 400)
        .filter(([, response]) => !response.$ref?.endsWith("/components/responses/Problem"))
        .map(([status]) => `${o.name}: ${status} is not the shared problem`),
      ...(Object.keys(o.spec.responses).some((status) => Number(status) < 300)
        ? []
        : [`${o.name}: no success is listed`]),
    ]),
  );
});

for (const file of fragments) {
  test(`${file}: objects are closed, and what is required exists`, () => {
    expectNone(
      schemasOf(file).flatMap(({ schema, where }) => [
        ...(schema.type === "object" && schema.additionalProperties === undefined
          ? [`${where} says nothing about additionalProperties`]
          : []),
        ...(schema.required ?? [])
          .filter?.((name) => schema.properties && !(name in schema.properties))
          .map((name) => `${where} requires ${name}, which is no property`),
      ]),
    );
  });

  test(`${file}: the examples of its schemas fit them`, () => {
    expectNone(
      schemasOf(file).flatMap(({ schema, where }) =>
        (Array.isArray(schema.examples) ? schema.examples : []).flatMap((example, at) =>
          faults(example, schema, file).map((fault) => `${where}/examples/${at}: ${fault}`),
        ),
      ),
    );
  });

  test(`${file}: every schema is used`, () => {
    const used = new Set();
    for (const other of Object.keys(files)) {
      walk(files[other], other, (node) => {
        if (typeof node.$ref !== "string") return;
        const [name, pointer] = node.$ref.split("#");
        used.add(`${name || other}#${pointer}`);
      });
    }
    expectNone(
      Object.keys(files[file].components?.schemas ?? {})
        .filter(() => file !== "common.yaml")
        .filter((name) => !used.has(`${file}#/components/schemas/${name}`)),
    );
  });
}

for (const o of operations) {
  if (o.json) {
    test(`${o.name} has an example of its body that fits`, () => {
      const examples = examplesOf(o.json);
      assert.notEqual(examples.length, 0, "no example");
      expectNone(examples.flatMap((example) => faults(example, o.json.schema, o.bodyFile)));
    });

    test(`${o.name}: bodies that the tests of bad input make are bad`, () => {
      expectNone(
        mutationsOf(o)
          .filter((mutation) => mutation.breaksSchema)
          .filter(({ body }) => faults(body, o.json.schema, o.bodyFile).length === 0)
          .map(({ what }) => what),
      );
    });
  }

  test(`${o.name}: the examples of its answers fit`, () => {
    expectNone(
      Object.entries(o.spec.responses).flatMap(([status, reference]) => {
        const { node, file } = resolve(reference, o.file);
        return Object.entries(node.content ?? {}).flatMap(([type, media]) =>
          type.endsWith("json")
            ? examplesOf(media).flatMap((example) =>
                faults(example, media.schema, file).map((fault) => `${status}: ${fault}`),
              )
            : [],
        );
      }),
    );
  });
}

test("methods are those that the tests know", () => {
  const known = new Set([...methods, "parameters", "summary", "description"]);
  expectNone(
    fragments.flatMap((file) =>
      Object.entries(files[file].paths ?? {}).flatMap(([path, item]) =>
        Object.keys(item).filter((key) => !known.has(key)).map((key) => `${file}: ${path} ${key}`),
      ),
    ),
  );
});
