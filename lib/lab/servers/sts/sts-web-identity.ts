import { verify } from "node:crypto";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { LAB_ISSUER } from "@/lib/lab/stack/token-spec";
import { publishedKey } from "../keys/keys-server";
import { isTrusted, PROVIDER, providerArn, trustPolicyOf } from "./lab-trust-policy";
import { parameterFault, type RoleAnswer, refuseRole, session, stackRole } from "./sts-assume-role";

type Claims = Readonly<Record<string, unknown>>;

const BAD_TOKEN = "InvalidIdentityToken";

/**
 * STS AssumeRoleWithWebIdentity: the issuer's provider, the signature by the issuer's published key, times, audience,
 * then the role's trust policy.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function answerAssumeRoleWithWebIdentity(parts: StackParts, form: URLSearchParams): RoleAnswer {
  const bad = parameterFault(parts, form);
  if (bad !== null) return refuseRole(400, "ValidationError", bad, "parameters");
  const read = readToken(form.get("WebIdentityToken") ?? "");
  if (read === null) return refuseRole(400, BAD_TOKEN, "The ID Token provided is not a valid JWT.", "malformed");
  const refusal = tokenRefusal(parts, read);
  if (refusal !== null) return refusal;
  const { iam } = parts.config;
  const trusted = isTrusted(trustPolicyOf(parts.config, parts.secrets), {
    principal: { Federated: providerArn(parts.secrets) },
    action: "sts:AssumeRoleWithWebIdentity",
    context: { [`${PROVIDER}:aud`]: String(read.claims.aud), [`${PROVIDER}:sub`]: String(read.claims.sub) },
  });
  if (!iam.roleExists || form.get("RoleArn") !== stackRole(parts) || !trusted) {
    return refuseRole(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", "trust_policy");
  }
  return session(parts, form);
}

interface ReadToken {
  readonly header: Claims;
  readonly claims: Claims;
  readonly input: string;
  readonly signature: string;
}

function readToken(token: string): ReadToken | null {
  const [head, body, signature, ...rest] = token.split(".");
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return null;
  const [header, claims] = [readJson(head), readJson(body)];
  return header === null || claims === null ? null : { header, claims, input: `${head}.${body}`, signature };
}

function readJson(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // No JSON: the caller refuses it as malformed.
    return null;
  }
}

/** Why the token itself is refuseRole, in STS's order and words; null when it holds. */
function tokenRefusal(
  { config, secrets }: StackParts,
  { header, claims, input, signature }: ReadToken,
): RoleAnswer | null {
  const { provider } = config.iam;
  const invalid = (message: string, reason: string) => refuseRole(400, BAD_TOKEN, message, reason);
  if (provider === null || claims.iss !== LAB_ISSUER) {
    return invalid(`No OpenIDConnect provider found in your account for ${String(claims.iss)}`, "no_provider");
  }
  if (!provider.keysReachable) {
    return invalid("Couldn't retrieve verification key from your identity provider", "keys_unreachable");
  }
  const key = publishedKey(secrets);
  const accepted = header.alg === "ES256" || header.alg === "RS256";
  const holds =
    accepted &&
    key !== null &&
    header.kid === key.kid &&
    verify(
      "sha256",
      Buffer.from(input),
      { key: key.publicKey, dsaEncoding: "ieee-p1363" },
      Buffer.from(signature, "base64url"),
    );
  if (!holds && provider.checksSignatures)
    return invalid(
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
      "bad_signature",
    );
  const nowS = Math.floor(Date.now() / 1000);
  if (!Number.isInteger(claims.exp) || !Number.isInteger(claims.iat))
    return invalid("Missing a required claim: exp", "claims");
  if (Number(claims.exp) <= nowS) {
    const message = `Token expired: current date/time ${nowS} must be before the expiration date/time ${String(claims.exp)}`;
    return refuseRole(400, "ExpiredTokenException", message, "expired");
  }
  if (!provider.audiences.includes(String(claims.aud))) return invalid("Incorrect token audience", "audience");
  return null;
}
