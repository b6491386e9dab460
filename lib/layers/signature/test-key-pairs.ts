import { createPublicKey, createSign, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { encodeBase64url } from "@/lib/token/base64url";
import { isStrictObject, type JsonObject, parseStrictJson } from "@/lib/token/strict-json";
import { keyThumbprint } from "./key-thumbprint";
import { base64, payload } from "./test-signature";

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const pairs: Readonly<Record<string, Pair>> = {
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  other: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  third: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  weak: generateKeyPairSync("rsa", { modulusLength: 1024 }),
  p256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  p521: generateKeyPairSync("ec", { namedCurve: "P-521" }),
  ed: generateKeyPairSync("ed25519"),
};

function pairOf(name: string): Pair {
  const pair = pairs[name];
  if (pair === undefined) throw new Error(`no key ${name}`);
  return pair;
}

export const privateKeyOf = (name: string) => pairOf(name).privateKey;
export const pem = (name: string) => String(pairOf(name).publicKey.export({ type: "spki", format: "pem" }));
export const thumbprint = (name: string) => keyThumbprint(createPublicKey(pem(name)));

/** The public key as a JWK with further members. */
export function jwk(name: string, members: JsonObject = {}): JsonObject {
  const parsed = parseStrictJson(JSON.stringify(pairOf(name).publicKey.export({ format: "jwk" })));
  return { ...(parsed.ok && isStrictObject(parsed.value) ? parsed.value : {}), ...members };
}

/** A sound token, signed with this key. */
export function signed(alg: string, name: string, header: object = {}): string {
  const input = `${base64(JSON.stringify({ alg, ...header }))}.${base64(JSON.stringify(payload))}`;
  const key = pairOf(name).privateKey;
  const mac =
    alg === "EdDSA"
      ? sign(null, Buffer.from(input), key)
      : createSign(`sha${alg.slice(2)}`)
          .update(input)
          .sign(alg.startsWith("PS") ? { key, padding: 6, saltLength: -1 } : { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${encodeBase64url(mac)}`;
}
