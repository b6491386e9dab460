import {
  withCatalog,
  withExchange,
  withIam,
  withOptions,
  withRegistry,
  withSubject,
  withTarget,
  withToken,
} from "@/lib/lab/stack/config-changes";
import { brokerExchange } from "@/lib/lab/stack/iam-config";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import {
  CONNECT_AUDIENCE,
  CONNECT_ISSUER,
  connectTokenSpec,
  hybridTokenSpec,
  issuerTokenSpec,
  webIdentityTokenSpec,
} from "@/lib/lab/stack/token-spec";

const KEY_SET = { at: "keys", path: "/.well-known/jwks.json" } as const;

/** A healthy stack whose user brings a token of Quilt Connect, verifiable through the issuer's key set. */
export function connectStack(config: StackConfig): StackConfig {
  const accepting = withRegistry(withToken(config, connectTokenSpec()), { takesIssuerTokens: true });
  const target = { jwksUrl: KEY_SET, expectIssuer: CONNECT_ISSUER, expectAudience: CONNECT_AUDIENCE };
  return withOptions(withTarget(accepting, target), { signatureKey: "none" });
}

/** A healthy stack whose registry takes tokens of some other issuer. */
export function issuerStack(config: StackConfig): StackConfig {
  const accepting = withRegistry(withToken(config, issuerTokenSpec()), { takesIssuerTokens: true });
  return withOptions(withTarget(accepting, { jwksUrl: KEY_SET }), { signatureKey: "none" });
}

/** A healthy stack whose base credentials assume the role of a hybrid token; search sends the token inside. */
export function assumeRoleStack(config: StackConfig): StackConfig {
  return withTarget(withExchange(withToken(config, hybridTokenSpec()), {}), { mcpUrl: null });
}

/** A healthy stack whose AWS account trusts the issuer of an ID token, as its registry does. */
export function webIdentityStack(config: StackConfig): StackConfig {
  const provider = {
    audiences: [CONNECT_AUDIENCE],
    keysReachable: true,
    checksSignatures: true,
    trustedSubject: "user",
  } as const;
  const trusting = withIam(withToken(issuerStack(config), webIdentityTokenSpec()), { provider });
  const exchange = { ...brokerExchange, strategy: "web-identity", role: "own", base: null } as const;
  return withTarget(trusting, { exchange, mcpUrl: null });
}

/** A healthy private stack, asked by somebody without a token. */
export function nobodyStack(config: StackConfig): StackConfig {
  return withSubject(withTarget(config, { mcpUrl: null }), { name: "nobody", withoutToken: true });
}

/** A healthy open stack, where anybody may search, asked by somebody without a token. */
export function openStackForNobody(config: StackConfig): StackConfig {
  const open = withRegistry(withCatalog(config, { alwaysRequiresAuth: false }), { bucketIsOpen: true });
  return withSubject(nobodyStack(open), { access: { search: "open" } });
}
