import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { IssuerKey, StackSecrets } from "@/lib/lab/stack/stack-secrets";
import type { Decision, LabCall } from "../lab-server";
import type { LabServer } from "../server-declaration";
import { healthyKeys } from "./keys-config";

/** The key that the issuer's key set holds; null where no token of the stack is signed with one. */
export function publishedKey({ issuerKey, strangerKey }: StackSecrets): IssuerKey | null {
  return strangerKey ?? issuerKey;
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
  const key = publishedKey(parts.secrets);
  const keys = key === null ? [] : [{ ...key.publicKey.export({ format: "jwk" }), kid: key.kid, use: "sig" }];
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
