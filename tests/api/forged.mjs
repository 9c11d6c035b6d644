// Tokens that must not be taken, made by hand: each is a good token with one thing wrong.
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(key, claims, header = { alg: "EdDSA", typ: "JWT" }) {
  const head = `${encoded(header)}.${encoded(claims)}`;
  return `${head}.${sign(null, Buffer.from(head), key).toString("base64url")}`;
}

const claimsAt = (now) => ({
  iss: "haven", aud: "haven", sub: "eve", fund: "owwa", roles: ["auditor", "registrar"],
  iat: now - 60, nbf: now - 60, exp: now + 3600,
});
const thisSecond = () => Math.floor(Date.now() / 1000);

/** The good token that the bad ones differ from; `keyFile` is the server's own private key. */
export const goodToken = (keyFile) => signed(createPrivateKey(readFileSync(keyFile)), claimsAt(thisSecond()));

/** {what, token} for each way to be wrong. */
export function forgedTokens(keyFile) {
  const now = thisSecond();
  const key = createPrivateKey(readFileSync(keyFile));
  const stranger = generateKeyPairSync("ed25519").privateKey;
  const claims = claimsAt(now);
  const without = (name) => Object.fromEntries(Object.entries(claims).filter(([at]) => at !== name));
  const good = signed(key, claims);
  const [head, body, signature] = good.split(".");
  const publicPem = createPublicKey(key).export({ type: "spki", format: "pem" });
  const confused = `${encoded({ alg: "HS256", typ: "JWT" })}.${body}`;
  return [
    { what: "no token", token: "abc" },
    { what: "expired", token: signed(key, { ...claims, exp: now - 3600 }) },
    { what: "not yet good", token: signed(key, { ...claims, nbf: now + 3600 }) },
    { what: "another issuer", token: signed(key, { ...claims, iss: "elsewhere" }) },
    { what: "another audience", token: signed(key, { ...claims, aud: "elsewhere" }) },
    { what: "an unknown fund", token: signed(key, { ...claims, fund: "nowhere" }) },
    { what: "an unknown role", token: signed(key, { ...claims, roles: ["owner"] }) },
    ...["iss", "aud", "sub", "fund", "roles", "exp"].map((name) => ({
      what: `no ${name}`, token: signed(key, without(name)),
    })),
    { what: "another type", token: signed(key, claims, { alg: "EdDSA", typ: "JOSE" }) },
    { what: "another key", token: signed(stranger, claims) },
    { what: "a key named in the token", token: signed(stranger, claims, {
      alg: "EdDSA", typ: "JWT", jku: "http://127.0.0.1:1/keys" }) },
    { what: "no algorithm", token: `${encoded({ alg: "none", typ: "JWT" })}.${body}.` },
    { what: "no signature", token: `${head}.${body}.` },
    { what: "a changed body", token: `${head}.${encoded({ ...claims, sub: "adam" })}.${signature}` },
    { what: "the public key as a secret", token: `${confused}.${
      createHmac("sha256", publicPem).update(confused).digest("base64url")}` },
    { what: "over 4 kB", token: signed(key, { ...claims, sub: "e".repeat(4000) }) },
  ];
}
