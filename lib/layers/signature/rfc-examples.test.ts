import { describe, expect, it } from "vitest";
import { testToken } from "@/lib/token/test-jwt";
import { createTestContext, testInput } from "../shared/test-context";
import { signature } from "./signature";
import { objectOf, objectsOf, readVectors } from "./vectors/test-vectors";
import { verifyJws } from "./verify-jws";

const examples = objectsOf(readVectors("rfc-examples.json")).map((row) => ({
  example: String(row.example),
  note: String(row.note),
  verifies: row.verifies === true,
  jws: String(row.jws),
  key: objectOf(row.key),
}));

/** What the signature layer says of an example that is no sound JWT, without any key. */
const codes: Readonly<Record<string, readonly string[]>> = {
  "RFC 7515 A.4": ["signature/malformed", "signature/no-key"],
  "RFC 7515 A.5, RFC 7519 §6.1": ["signature/alg-none", "signature/no-key"],
  "RFC 7515 A.7": [],
  "RFC 7520 §4.1": ["signature/malformed", "signature/no-key"],
  "RFC 7520 §4.2": ["signature/malformed", "signature/no-key"],
  "RFC 7520 §4.3": ["signature/malformed", "signature/no-key"],
  "RFC 7520 §4.4": ["signature/malformed", "signature/no-key"],
  "RFC 7520 §4.5": ["signature/malformed", "signature/no-key"],
  "RFC 7797 §4.1": ["signature/malformed", "signature/no-key"],
  "RFC 7797 §4.2, detached": ["signature/malformed", "signature/critical-header", "signature/no-key"],
  "RFC 7797 §4.2, with its payload": [
    "signature/malformed",
    "signature/non-canonical",
    "signature/critical-header",
    "signature/no-key",
  ],
  "RFC 8037 A.4": ["signature/malformed", "signature/no-key"],
};

describe("examples of the RFCs", () => {
  it("are all there", () => {
    expect(examples).toHaveLength(15);
    const names = examples.map(({ example }) => example);
    expect(Object.keys(codes).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(examples)("$example: $note", async ({ example, jws, key, verifies }) => {
    expect(await verifyJws(jws, key)).toBe(verifies);
    const input = testInput({ token: testToken(jws) });
    const { codes: seen } = await createTestContext({ layer: signature, input }).run();
    expect(seen).toEqual(codes[example] ?? ["signature/no-key"]);
  });

  it.each(examples.filter(({ verifies }) => verifies))("$example fails with one bit changed", async ({ jws, key }) => {
    const [header = "", payload = "", mac = ""] = jws.split(".");
    const bytes = Buffer.from(mac, "base64url");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(await verifyJws(`${header}.${payload}.${bytes.toString("base64url")}`, key)).toBe(false);
  });
});
