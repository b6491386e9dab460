import { withOptions, withRegistry, withTarget, withToken } from "./config-changes";
import type { StackConfig } from "./stack-config";
import { CONNECT_AUDIENCE, CONNECT_ISSUER, connectToken, issuerToken } from "./token-spec";

const KEY_SET = { at: "keys", path: "/.well-known/jwks.json" } as const;

/** A healthy stack whose user brings a token of Quilt Connect, verifiable through the issuer's key set. */
export function connectStack(config: StackConfig): StackConfig {
  const accepting = withRegistry(withToken(config, connectToken()), { takesIssuerTokens: true });
  const target = { jwksUrl: KEY_SET, expectIssuer: CONNECT_ISSUER, expectAudience: CONNECT_AUDIENCE };
  return withOptions(withTarget(accepting, target), { signatureKey: "none" });
}

/** A healthy stack whose registry takes tokens of some other issuer. */
export function issuerStack(config: StackConfig): StackConfig {
  const accepting = withRegistry(withToken(config, issuerToken()), { takesIssuerTokens: true });
  return withOptions(withTarget(accepting, { jwksUrl: KEY_SET }), { signatureKey: "none" });
}
