import { generateKeyPairSync } from "node:crypto";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { IssuerKey, StackSecrets } from "@/lib/lab/stack/stack-secrets";
import type { Decision, LabCall } from "../lab-server";
import type { LabServer } from "../server-declaration";
import { healthyKeys } from "./keys-config";

/** The key that the issuer's key set holds; null where no token of the stack is signed with one. */
export function publishedKey({ issuerKey, strangerKey }: StackSecrets): IssuerKey | null {
  return strangerKey ?? issuerKey;
}

/** One more than any verifier should have to try. */
const CROWD = 17;

function entryOf({ publicKey, kid }: IssuerKey): object {
  return { ...publicKey.export({ format: "jwk" }), kid, use: "sig" };
}

function keySet({ config, secrets }: StackParts): readonly object[] {
  const key = publishedKey(secrets);
  if (key === null) return [];
  switch (config.keys.publishes) {
    case "signing-key":
    case "other-key":
      return [entryOf(key)];
    case "signing-key-twice":
      return [entryOf(key), entryOf(key)];
    case "both-under-one-id": {
      const own = secrets.issuerKey ?? key;
      return [entryOf({ ...key, kid: own.kid }), entryOf(own)];
    }
    case "crowd-without-ids": {
      const pair = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
      const others = Array.from({ length: CROWD - 1 }, () => pair().publicKey);
      return [...others, key.publicKey].map((one) => one.export({ format: "jwk" }));
    }
  }
}

/**
 * The issuer's key set. Endpoint: `jwks`.
 * @see RFC 7517 §5
 */
function handleKeys(parts: StackParts, call: LabCall): Decision {
  if (call.path !== "/.well-known/jwks.json") {
    return {
      endpoint: "other",
      genuine: true,
      answer: () => ({ status: 404, contentType: "text/plain", body: "Not Found" }),
    };
  }
  const keys = keySet(parts);
  return {
    endpoint: "jwks",
    genuine: true,
    answer: () => ({ status: 200, contentType: "application/json", body: JSON.stringify({ keys }) }),
  };
}

export const keysServer: LabServer<"keys"> = {
  name: "keys",
  healthy: healthyKeys,
  open: (parts) => ({ handle: (call) => handleKeys(parts, call) }),
};
