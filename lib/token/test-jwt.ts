import { createHmac } from "node:crypto";
import { encodeBase64url } from "./base64url";
import { type ParsedToken, parseToken } from "./parse-token";

interface TestJwt {
  readonly header?: Readonly<Record<string, unknown>> | string;
  /** Text is taken as the JSON itself, for payloads that no serialiser writes. */
  readonly payload?: Readonly<Record<string, unknown>> | string;
  readonly secret?: string;
}

const hashes: Readonly<Record<string, string>> = { HS256: "sha256", HS384: "sha384", HS512: "sha512" };

function part(value: Readonly<Record<string, unknown>> | string): string {
  return encodeBase64url(new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)));
}

/** For tests: a JWT signed with an HMAC secret (HS256 unless the header says otherwise). */
export function testJwt({ header = {}, payload = {}, secret = "a secret of thirty-two characters" }: TestJwt): string {
  const full = typeof header === "string" ? header : { alg: "HS256", typ: "JWT", ...header };
  const algorithm = typeof full === "string" ? "HS256" : String(full.alg);
  const input = `${part(full)}.${part(payload)}`;
  const hmac = createHmac(hashes[algorithm] ?? "sha256", secret).update(input);
  return `${input}.${encodeBase64url(hmac.digest())}`;
}

/** For tests: parses a token that must be readable. */
export function testToken(raw: string): ParsedToken {
  const result = parseToken(raw);
  if (!result.ok) throw new Error(result.fault.message);
  return result.token;
}
