import { generateKeyPairSync, sign } from "node:crypto";
import { encodeBase64url } from "@/lib/token/base64url";
import { testJwt } from "@/lib/token/test-jwt";
import { testNow } from "./test-context";

/** For tests: one way to forge or break a token, in the manner of jwt_tool's playbook, with every code it must draw. */
export interface Mutation {
  readonly name: string;
  readonly raw: string;
  /** Codes of the signature layer, then of the claims layer: all of them. */
  readonly codes: readonly string[];
}

export const testSecret = "a secret of thirty-two characters";
const now = testNow / 1000;
const payload = { id: "4ad3c1d2-77aa", uuid: "b1c2d3e4-5566", exp: now + 30 * 86_400 };
const text = JSON.stringify(payload);
const base64 = (part: string) => encodeBase64url(new TextEncoder().encode(part));
const json = (value: object) => base64(JSON.stringify(value));

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const testPem = String(rsa.publicKey.export({ type: "spki", format: "pem" }));
const forger = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The tokens that nothing was done to. */
export const soundHmac = testJwt({ payload, secret: testSecret });
export const soundRsa = rs256({ kid: "k" }, rsa.privateKey);

function rs256(header: object, key = forger.privateKey): string {
  const input = `${json({ alg: "RS256", ...header })}.${json(payload)}`;
  return `${input}.${encodeBase64url(sign("sha256", Buffer.from(input), key))}`;
}

const [header = "", body = "", mac = ""] = soundHmac.split(".");
const hs256 = (change: Readonly<Record<string, unknown>>, secret = testSecret) =>
  testJwt({ header: change, payload, secret });
const claiming = (change: object) => testJwt({ payload: { ...payload, ...change }, secret: testSecret });
const saying = (whole: string) => testJwt({ payload: whole, secret: testSecret });
const unsigned = (alg: string, end = "") => `${json({ alg, typ: "JWT" })}.${body}.${end}`;

/** The signature's last character with one of its two spare bits set: the bytes are the same. */
function withSpareBit(segment: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return segment.slice(0, -1) + alphabet.charAt(alphabet.indexOf(segment.slice(-1)) + 1);
}

function mutation(name: string, raw: string, ...codes: string[]): Mutation {
  return { name, raw, codes };
}

/** Whole seconds are not asked for (RFC 7519 §2): only AWS objects. */
export const fractionalExp = claiming({ exp: payload.exp + 0.5 });

/** Against a target that holds `testSecret`. */
export const hmacMutations: readonly Mutation[] = [
  ...["none", "None", "NONE", "nOnE"].map((alg) => mutation(`alg ${alg}`, unsigned(alg), "signature/alg-none")),
  mutation("alg none with the signature left on", unsigned("none", mac), "signature/alg-none"),
  mutation("alg in another case", hs256({ alg: "hs256" }), "signature/alg-not-allowed"),
  mutation("alg that does not exist", hs256({ alg: "HS2048" }), "signature/alg-not-allowed"),
  mutation("no alg", testJwt({ header: "{}", payload, secret: testSecret }), "signature/malformed"),
  mutation("no signature", `${header}.${body}.`, "signature/malformed"),
  mutation("a signature of zeros", `${header}.${body}.${encodeBase64url(new Uint8Array(32))}`, "signature/mismatch"),
  mutation("a signature cut short", `${header}.${body}.${mac.slice(0, 40)}`, "signature/mismatch"),
  mutation("signed with an empty secret", hs256({}, ""), "signature/known-secret", "signature/mismatch"),
  mutation("signed with a test's secret", hs256({}, "test-secret"), "signature/known-secret", "signature/mismatch"),
  mutation(
    "signed with a tutorial's secret",
    hs256({}, "your-256-bit-secret"),
    "signature/known-secret",
    "signature/mismatch",
  ),
  mutation(
    "claims changed under the old signature",
    `${header}.${json({ ...payload, id: "another" })}.${mac}`,
    "signature/mismatch",
  ),
  mutation(
    "header changed under the old signature",
    `${json({ alg: "HS512", typ: "JWT" })}.${body}.${mac}`,
    "signature/mismatch",
    "signature/weak-key",
  ),
  mutation(
    "kid that names /dev/null",
    hs256({ kid: "../../../../dev/null" }, ""),
    "signature/known-secret",
    "signature/mismatch",
  ),
  mutation(
    "kid with SQL",
    hs256({ kid: "x' UNION SELECT 'secret';-- " }, "secret"),
    "signature/known-secret",
    "signature/mismatch",
  ),
  mutation("kid with a command", hs256({ kid: "key.pem|sleep 10" }, "forged"), "signature/mismatch"),
  mutation("kid of 10,000 characters", hs256({ kid: "k".repeat(10_000) }, "forged"), "signature/mismatch"),
  mutation("kid that is a list", hs256({ kid: ["k"] }), "signature/malformed"),
  mutation(
    "crit with an unknown extension",
    hs256({ crit: ["x-tenant"], "x-tenant": "a" }),
    "signature/critical-header",
  ),
  mutation("crit empty", hs256({ crit: [] }), "signature/critical-header"),
  mutation("b64 false", hs256({ b64: false }), "signature/critical-header"),
  mutation("b64 false and critical", hs256({ b64: false, crit: ["b64"] }), "signature/critical-header"),
  mutation(
    "alg twice",
    testJwt({ header: '{"alg":"none","alg":"HS256"}', payload, secret: testSecret }),
    "signature/malformed",
  ),
  mutation("padded signature", `${soundHmac}=`, "signature/non-canonical"),
  mutation("standard base64 in the signature", `${header}.${body}.${mac.slice(0, -1)}+`, "signature/non-canonical"),
  mutation("spare bits in the signature", `${header}.${body}.${withSpareBit(mac)}`, "signature/non-canonical"),
  mutation("a fourth part", `${soundHmac}.${mac}`, "signature/malformed"),
  mutation("two parts", `${header}.${body}`, "signature/malformed"),
  mutation("header that is a list", `${base64('["HS256"]')}.${body}.${mac}`, "signature/malformed"),
  mutation("payload that is a list", saying(`[${text}]`), "signature/malformed"),
  mutation("payload that is a text", saying('"admin"'), "signature/malformed"),
  mutation("payload that is no JSON", saying("admin=true"), "signature/malformed"),
  mutation("payload nested 40 deep", saying(`{"a":${"[".repeat(40)}${"]".repeat(40)}}`), "signature/malformed"),
  mutation("payload with a byte order mark", saying(`\ufeff${text}`), "signature/malformed"),
  mutation(
    "JWE header over three parts",
    `${json({ alg: "dir", enc: "A256GCM" })}.${body}.${mac}`,
    "signature/alg-not-allowed",
  ),
  mutation(
    "five parts, encrypted to nobody",
    `${json({ alg: "dir", enc: "A256GCM" })}..AAAA.AAAA.AAAA`,
    "signature/encrypted",
  ),
  mutation("exp twice", saying(text.replace("{", '{"exp":1,')), "claims/duplicate-member"),
  mutation("exp as a text", claiming({ exp: String(payload.exp) }), "claims/wrong-type"),
  mutation("exp null", claiming({ exp: null }), "claims/wrong-type"),
  mutation("exp beyond all numbers", saying(text.replace(String(payload.exp), "1e999")), "claims/implausible-time"),
  mutation("exp 1e308", claiming({ exp: 1e308 }), "claims/implausible-time"),
  mutation("exp in milliseconds", claiming({ exp: payload.exp * 1000 }), "claims/implausible-time"),
  mutation("exp negative", claiming({ exp: -1 }), "claims/expired", "claims/implausible-time"),
  mutation("exp in the past", claiming({ exp: now - 60 }), "claims/expired"),
  mutation("no exp", saying(text.replace(/,"exp":\d+/, "")), "claims/missing-claim"),
  mutation("nbf in the future", claiming({ nbf: now + 3600 }), "claims/not-yet-valid", "claims/unexpected-claims"),
  mutation("iat in the future", claiming({ iat: now + 3600 }), "claims/issued-ahead", "claims/unexpected-claims"),
  mutation("iat days ahead", claiming({ iat: now + 200_000 }), "claims/implausible-time", "claims/unexpected-claims"),
  mutation("an administrator's claim added", claiming({ is_admin: true }), "claims/unexpected-claims"),
  mutation(
    "__proto__ as a claim",
    saying(text.replace("{", '{"__proto__":{"admin":true},')),
    "claims/unexpected-claims",
  ),
];

/** Against a target that holds the public key `testPem`. */
export const rsaMutations: readonly Mutation[] = [
  mutation("the public key as HMAC secret", hs256({}, testPem), "signature/alg-not-allowed"),
  mutation(
    "the public key as HMAC secret, without its last line break",
    hs256({}, testPem.trimEnd()),
    "signature/alg-not-allowed",
  ),
  mutation(
    "another algorithm of the same key",
    soundRsa.replace(/^[^.]+/, json({ alg: "PS256", kid: "k" })),
    "signature/mismatch",
  ),
  mutation("signed with a key of the forger's", rs256({}), "signature/mismatch"),
  mutation(
    "the forger's key inside (jwk)",
    rs256({ jwk: forger.publicKey.export({ format: "jwk" }) }),
    "signature/token-supplied-key",
    "signature/mismatch",
  ),
  mutation(
    "the forger's key set (jku)",
    rs256({ jku: "https://forger.test/jwks.json" }),
    "signature/token-supplied-key",
    "signature/mismatch",
  ),
  mutation(
    "the forger's certificate elsewhere (x5u)",
    rs256({ x5u: "https://forger.test/cert.pem" }),
    "signature/token-supplied-key",
    "signature/mismatch",
  ),
  mutation(
    "the forger's certificate inside (x5c)",
    rs256({ x5c: ["MIIB"] }),
    "signature/token-supplied-key",
    "signature/mismatch",
  ),
  mutation(
    "a sound token that also carries a jku",
    rs256({ kid: "k", jku: "https://forger.test/k" }, rsa.privateKey),
    "signature/token-supplied-key",
  ),
  mutation(
    "a signature of zeros",
    soundRsa.replace(/[^.]+$/, encodeBase64url(new Uint8Array(256))),
    "signature/mismatch",
  ),
];

/** Not tokens at all: refused before any layer, with this code. */
export const unsendable: readonly Mutation[] = [
  mutation(
    "a space inside the signature",
    `${header}.${body}.${mac.slice(0, 20)} ${mac.slice(20)}`,
    "inner-whitespace",
  ),
  mutation(
    "a line break inside the payload",
    `${header}.${body.slice(0, 20)}\n${body.slice(20)}.${mac}`,
    "inner-whitespace",
  ),
  mutation("a null character at the end", `${soundHmac}\u0000`, "not-sendable"),
  mutation("a letter that only looks like one", soundHmac.replace("e", "\u0435"), "not-sendable"),
  mutation("a token of a million characters", `${soundHmac}${"A".repeat(1_000_000)}`, "too-long"),
];
