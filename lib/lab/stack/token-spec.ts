/** A JSON value of a claim or header. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Where a claim's value comes from when the token is minted. */
export type ClaimSource =
  | { readonly value: Json }
  /** Unix seconds from now. */
  | { readonly inSeconds: number }
  /** Milliseconds since the epoch, from now: a common mistake. */
  | { readonly inMilliseconds: number }
  /** Unix seconds as a string. */
  | { readonly inSecondsAsText: number }
  /** The id of the stack's user. */
  | { readonly userId: true }
  /** The id of the second user. */
  | { readonly otherUserId: true }
  | { readonly newUuid: true }
  /** The role that the stack vends. */
  | { readonly roleArn: true }
  /** A catalog token of the same user. */
  | { readonly catalogToken: true };

/** Who signs: the registry's secret, another random one, a published one, the issuer's key pair, or nobody. */
type Signer = "registry" | "other-secret" | "published-secret" | "issuer-ec" | "issuer-rsa" | "nobody";

/** What is done to the finished token. */
export type TokenDamage =
  | "none"
  /** `=` at the end of each part. */
  | "padding"
  /** Bits set in the last character that decode to nothing. */
  | "spare-bits"
  /** The header names `alg` twice. */
  | "duplicate-header-member"
  /** The claims name `id` twice. */
  | "duplicate-claim"
  /** The header's nonce was its own SHA-256 when the token was signed, as Microsoft does for some of its resources. */
  | "nonce-replaced"
  /** The signature is in DER, as X.509 has it, and not the two numbers alone. */
  | "der-signature"
  /** The last part is cut off. */
  | "two-parts"
  /** One bit of the signature is turned. */
  | "flipped-signature";

export interface JwtSpec {
  readonly form: "jwt";
  readonly signer: Signer;
  /** Members besides, or instead of, `alg` and `typ`. */
  readonly header: Readonly<Record<string, Json>>;
  readonly claims: Readonly<Record<string, ClaimSource>>;
  readonly damage: TokenDamage;
}

export type TokenSpec =
  | JwtSpec
  | { readonly form: "api-key" }
  | { readonly form: "opaque" }
  /** An encrypted token (JWE, compact form). */
  | { readonly form: "jwe" }
  /** Text that starts as a JWT does and is none. */
  | { readonly form: "garbled" };

/** Issuer and audience of the lab's Connect host. The issuer keeps its `:443`, as Quilt Connect's does. */
export const CONNECT_ISSUER = "https://lab-connect.quilt.test:443";
export const CONNECT_AUDIENCE = "https://lab-connect.quilt.test/mcp/platform";

/** Issuer of the tokens that are neither a catalog's nor Connect's; AWS accounts may trust it. */
export const LAB_ISSUER = "https://login.quilt.test";

const DAY_S = 86_400;

/** A catalog token as a registry makes it: `id`, `uuid` and `exp` about 90 days ahead, and nothing else. */
export function catalogTokenSpec(): JwtSpec {
  return {
    form: "jwt",
    signer: "registry",
    header: {},
    claims: { id: { userId: true }, uuid: { newUuid: true }, exp: { inSeconds: 90 * DAY_S } },
    damage: "none",
  };
}

/** A catalog token of the second user. */
export function otherUserTokenSpec(): JwtSpec {
  const spec = catalogTokenSpec();
  return { ...spec, claims: { ...spec.claims, id: { otherUserId: true } } };
}

/** An access token of Quilt Connect, verifiable through the key set of the keys server. */
export function connectTokenSpec(signer: "issuer-ec" | "issuer-rsa" = "issuer-ec"): JwtSpec {
  return {
    form: "jwt",
    signer,
    header: {},
    claims: {
      iss: { value: CONNECT_ISSUER },
      aud: { value: CONNECT_AUDIENCE },
      sub: { userId: true },
      scope: { value: "platform" },
      iat: { inSeconds: 0 },
      exp: { inSeconds: 30 * DAY_S },
    },
    damage: "none",
  };
}

/** A token of some issuer that is neither a catalog nor Connect. */
export function issuerTokenSpec(): JwtSpec {
  return {
    form: "jwt",
    signer: "issuer-ec",
    header: {},
    claims: {
      iss: { value: LAB_ISSUER },
      sub: { userId: true },
      iat: { inSeconds: 0 },
      exp: { inSeconds: 30 * DAY_S },
    },
    damage: "none",
  };
}

/** An ID token of that issuer, as AssumeRoleWithWebIdentity wants it. */
export function webIdentityTokenSpec(): JwtSpec {
  const spec = issuerTokenSpec();
  return { ...spec, claims: { ...spec.claims, aud: { value: CONNECT_AUDIENCE } } };
}

/** A role token of quilt-mcp 0.11–0.12: it asks for the stack's role, and holds a catalog token of the user. */
export function hybridTokenSpec(): JwtSpec {
  return {
    form: "jwt",
    signer: "registry",
    header: {},
    claims: {
      iss: { value: "quilt-mcp" },
      sub: { userId: true },
      role_arn: { roleArn: true },
      catalog_token: { catalogToken: true },
      exp: { inSeconds: DAY_S * 2 },
    },
    damage: "none",
  };
}

/** The same token an hour after its end. */
export function lapsed(spec: JwtSpec): JwtSpec {
  return {
    ...spec,
    claims: {
      ...spec.claims,
      ...(Object.hasOwn(spec.claims, "iat") ? { iat: { inSeconds: -7200 } } : {}),
      exp: { inSeconds: -3600 },
    },
  };
}

/** The same token without one of its claims. */
export function withoutClaim(spec: JwtSpec, name: string): JwtSpec {
  return { ...spec, claims: Object.fromEntries(Object.entries(spec.claims).filter(([claim]) => claim !== name)) };
}
