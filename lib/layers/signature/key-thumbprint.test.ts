import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyThumbprint } from "./key-thumbprint";

const fromJwk = (key: Record<string, string>) => createPublicKey({ key, format: "jwk" });

describe("a thumbprint", () => {
  it("is the one of RFC 7638 §3.1, whatever else the key says of itself", () => {
    const n =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    const key = fromJwk({ kty: "RSA", n, e: "AQAB", alg: "RS256", kid: "2011-04-29" });
    expect(keyThumbprint(key)).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  });

  it("is the one of RFC 8037 appendix A.3", () => {
    const key = fromJwk({ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    expect(keyThumbprint(key)).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  });

  it("covers both coordinates of a point, and differs between keys", () => {
    const [one, two] = [1, 2].map(() => generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey);
    if (one === undefined || two === undefined) throw new Error("no keys");
    expect(keyThumbprint(one)).not.toBe(keyThumbprint(two));
    const { x, y, crv, kty } = one.export({ format: "jwk" });
    expect(keyThumbprint(fromJwk({ y: `${y}`, x: `${x}`, kty: `${kty}`, crv: `${crv}` }))).toBe(keyThumbprint(one));
  });
});
