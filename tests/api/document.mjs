// The API's description under docs/api: read, resolved, and ready to judge requests and answers.
import { readFileSync, readdirSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

export const folder = new URL("../../docs/api/", import.meta.url);
export const methods = ["get", "post", "put", "patch", "delete"];
export const isUnsafe = (method) => method !== "get";

/** Every file, by name: {"claims.yaml": {...}}. */
export const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [name, parse(readFileSync(new URL(name, folder), "utf8"))]),
);
export const root = files["openapi.yaml"];
export const fragments = Object.keys(files).filter((name) => name !== "openapi.yaml");

const unescaped = (part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");

/** What a reference in `file` means: the file and the keys on the way. */
export function target(ref, file) {
  const [name, pointer = ""] = ref.split("#");
  return { file: name || file, keys: pointer.split("/").slice(1).map(unescaped) };
}

/** Follows references until something that is not one; answers it with the file it stands in. */
export function resolve(node, file) {
  while (node && typeof node === "object" && "$ref" in node) {
    const { file: to, keys } = target(node.$ref, file);
    const found = keys.reduce((at, key) => at?.[key], files[to]);
    if (found === undefined) throw new Error(`${file}: ${node.$ref} leads nowhere`);
    node = found;
    file = to;
  }
  return { node, file };
}

// ---- schemas ---------------------------------------------------------------------------------------

/** A copy of a part of `file` with each reference replaced by `rename(file name, section, name)`. */
function placed(part, file, rename) {
  if (Array.isArray(part)) return part.map((item) => placed(item, file, rename));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === "$ref" ? renamed(value, file, rename) : placed(value, file, rename),
    ]),
  );
}

function renamed(ref, file, rename) {
  const { file: to, keys } = target(ref, file);
  if (keys.length !== 3 || keys[0] !== "components") {
    throw new Error(`${file}: only components are referred to, not ${ref}`);
  }
  return rename(to.replace(".yaml", ""), keys[1], keys[2]);
}

const inSchemas = (file, section, name) => `haven#/$defs/${file}.${name}`;
const inBundle = (file, section, name) => `#/components/${section}/${file}.${name}`;

/** Components of all fragments in one object: {"claims.Claim": ...}. */
function gathered(section, rename) {
  return Object.fromEntries(
    fragments.flatMap((file) =>
      Object.entries(files[file].components?.[section] ?? {}).map(([name, part]) => [
        `${file.replace(".yaml", "")}.${name}`,
        placed(part, file, rename),
      ]),
    ),
  );
}

/** The whole description as one document without references to other files. */
export function bundle() {
  const paths = Object.entries(root.paths).map(([path, reference]) => {
    const { node, file } = resolve(reference, "openapi.yaml");
    return [path, placed(node, file, inBundle)];
  });
  const sections = ["schemas", "responses", "parameters", "headers", "examples", "requestBodies"];
  const components = Object.fromEntries(sections.map((name) => [name, gathered(name, inBundle)]));
  components.securitySchemes = { bearer: files["common.yaml"].components.securitySchemes.bearer };
  return { ...root, paths: Object.fromEntries(paths), components };
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "haven", $defs: gathered("schemas", inSchemas) });

const compiled = new Map();

/** What is wrong with a value under a schema of `file`: sentences; none when it fits. */
export function faults(value, schema, file) {
  if (!compiled.has(schema)) compiled.set(schema, ajv.compile(placed(schema, file, inSchemas)));
  const validate = compiled.get(schema);
  if (validate(value)) return [];
  return validate.errors.map(
    (error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

// ---- operations ------------------------------------------------------------------------------------

function operationOf(path, method, item, file) {
  const spec = item[method];
  const parameters = [...(item.parameters ?? []), ...(spec.parameters ?? [])].map((parameter) => {
    const { node, file: at } = resolve(parameter, file);
    return { ...node, schema: resolve(node.schema, at).node };
  });
  const body = spec.requestBody && resolve(spec.requestBody, file);
  return {
    id: spec.operationId,
    name: `${method.toUpperCase()} ${path}`,
    path,
    method,
    file,
    spec,
    roles: spec["x-roles"],
    parameters,
    body: body?.node,
    bodyFile: body?.file,
    json: body?.node.content?.["application/json"],
    pattern: new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{[^}]+\}/g, "([^/]+)")}$`),
  };
}

/** Every operation that openapi.yaml lists. */
export const operations = Object.entries(root.paths).flatMap(([path, reference]) => {
  const { node: item, file } = resolve(reference, "openapi.yaml");
  return methods
    .filter((method) => method in item)
    .map((method) => operationOf(path, method, item, file));
});

export const operation = (id) => {
  const found = operations.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`docs/api describes no operation ${id}`);
  return found;
};

/** The operation that a request is for; fixed paths are preferred to those with parameters. */
export function operationFor(method, path) {
  return operations
    .filter((candidate) => candidate.method === method && candidate.pattern.test(path))
    .sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
}

/** A schema's own examples, a media type's examples, as values. */
export function examplesOf(media) {
  if (!media) return [];
  if ("example" in media) return [media.example];
  if (media.examples) return Object.values(media.examples).map((example) => example.value);
  return [];
}

// ---- answers ---------------------------------------------------------------------------------------

// openapi.yaml says of these that any request can be answered with them.
const always = new Set([400, 405, 413, 429, 503]);

function headerFaults(spec, file, headers) {
  return Object.entries(spec.headers ?? {}).flatMap(([name, reference]) => {
    const { node, file: at } = resolve(reference, file);
    const value = headers.get(name);
    if (value === null) return node.required ? [`header ${name} is missing`] : [];
    return faults(value, node.schema, at).map((fault) => `header ${name}: ${fault}`);
  });
}

/** What is wrong with an answer to an operation: status, content type, body and headers. */
export function answerFaults(of, { status, headers, text }) {
  const listed = of.spec.responses[String(status)];
  if (!listed && !always.has(status)) return [`status ${status} is not listed`];
  const { node: spec, file } = listed
    ? resolve(listed, of.file)
    : resolve({ $ref: "common.yaml#/components/responses/Problem" }, of.file);
  const type = (headers.get("content-type") ?? "").split(";")[0];
  if (!spec.content) return text === "" ? headerFaults(spec, file, headers) : ["a body is not listed"];
  const media = spec.content[type];
  if (!media) return [`content type "${type}" is not listed`];
  const found = headerFaults(spec, file, headers);
  if (!type.endsWith("json") || !media.schema) return found;
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return [...found, "the body is not JSON"];
  }
  return [...found, ...faults(value, media.schema, file)];
}
