import type { ControlSpec } from "@/lib/diagnosis/layer";
import type { ParsedToken } from "@/lib/token/parse-token";
import { publicSecrets } from "@/lib/token/public-secrets";
import { forgeToken, malformedToken, tamperToken, unsignedToken } from "@/lib/token/tamper-token";
import { findPublicSecret } from "./known-secret";
import type { BonafideContext, LayerInput } from "./layer-input";

/** Published in Quilt's own test suites (facts of quilt-mcp-server): what a test harness signs with. */
export const FORGE_SECRET = "test-secret";

const FORGED = "forged";
const UNSIGNED = "alg-none";
const LAPSED = "lapsed";
const MALFORMED = "malformed";

/** Forgeries say which published secret they are signed with; the usual one is just `forged`. */
function forgedName(secret: string): string {
  return secret === FORGE_SECRET ? FORGED : `${FORGED}:${secret}`;
}

/** The secrets to forge with: a token that is itself signed so could not be told from its forgery. */
function forgingSecrets(input: LayerInput, token: ParsedToken, usual: boolean): readonly string[] {
  // Of a JWE nobody here can read the claims.
  if (token.jwt === null || token.jwt.payload === null) return [];
  if (input.controls !== "deep") return usual && !input.signedWithTestSecret ? [FORGE_SECRET] : [];
  const own = findPublicSecret(token.jwt);
  return publicSecrets.filter((secret) => secret !== own);
}

/**
 * The controls of a layer that sends this token as a bearer token: tampered always; forged with `test-secret` and without
 * a signature where `forged` says that the layer does so usually; under deep controls text that is no token at all, and of
 * a JWT also forged with each published secret, without a signature, and a lapsed one where the operator has it.
 */
export function alteredTokens(input: LayerInput, token: ParsedToken, forged: boolean): readonly ControlSpec[] {
  const isJwt = token.kind !== "jwe" && token.jwt !== null;
  const deep = input.controls === "deep" && isJwt;
  // A token that has no signature itself could not be told from such a copy.
  const unsigned =
    (deep || forged) && isJwt && token.jwt?.payload !== null && token.algorithm?.toLowerCase() !== "none";
  const names = [
    "tampered",
    ...forgingSecrets(input, token, forged).map(forgedName),
    ...(unsigned ? [UNSIGNED] : []),
    ...(deep && (input.lapsed ?? null) !== null ? [LAPSED] : []),
    ...(input.controls === "deep" ? [MALFORMED] : []),
  ];
  return names.map((name) => ({ name, wrongCredential: true }));
}

/**
 * The text that a control sends in place of the token, kept as a secret from now on; null for `no-token`.
 * @throws for a control that `alteredTokens` does not plan
 */
export async function bearerOf(ctx: BonafideContext, token: ParsedToken, control: string): Promise<string | null> {
  const text = control === "no-token" ? null : await altered(ctx, token, control);
  if (text !== null) ctx.keepSecret(text);
  return text;
}

async function altered(ctx: BonafideContext, token: ParsedToken, control: string): Promise<string> {
  if (control === "tampered") return tamperToken(token, ctx.random);
  if (control === UNSIGNED) return unsignedToken(token);
  if (control === MALFORMED) return malformedToken(token, ctx.random);
  if (control === LAPSED) return lapsedFor(ctx.input, token);
  const secret = publicSecrets.find((one) => forgedName(one) === control);
  if (secret === undefined) throw new Error(`there is no altered token "${control}"`);
  return forgeToken(token, secret);
}

/** In place of the token inside a hybrid one goes the token inside a lapsed hybrid. */
function lapsedFor(input: LayerInput, token: ParsedToken): string {
  const { lapsed } = input;
  if (lapsed == null) throw new Error("there is no lapsed token");
  return (input.token?.inner === token ? (lapsed.inner ?? lapsed) : lapsed).raw.reveal();
}
