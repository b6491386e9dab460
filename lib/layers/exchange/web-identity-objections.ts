import type { FindingWords } from "@/lib/diagnosis/layer";
import type { ParsedToken } from "@/lib/token/parse-token";

const ACCEPTED = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];
const TIMES = ["exp", "iat", "nbf"];
const WANTED = ["iss", "aud", "sub", "exp", "iat"];

/** A finding's words where there is an objection. */
export const notForAws: FindingWords = {
  title: "this token is not of a kind that AWS accepts",
  remedy: "Make the issuer sign with RS256 or ES256 and include iss, aud, sub, exp and iat.",
  actor: "token-holder",
};

/**
 * Why AWS will not accept a token, whatever the role's trust policy says: read locally, empty when nothing speaks
 * against it (STS API reference, AssumeRoleWithWebIdentity; IAM user guide, "OIDC federation").
 */
export function webIdentityObjections(token: ParsedToken): readonly string[] {
  if (token.jwt === null || token.kind === "jwe") return ["it is not a signed JWT"];
  const payload = token.jwt.payload;
  if (payload === null) return ["its claims cannot be read"];
  const algorithm = token.algorithm ?? "nothing";
  return [
    ...(ACCEPTED.includes(algorithm) ? [] : [`it is signed with ${algorithm}; AWS accepts ${ACCEPTED.join(", ")}`]),
    ...WANTED.filter((name) => !Object.hasOwn(payload, name)).map((name) => `it has no ${name}`),
    ...TIMES.filter((name) => Object.hasOwn(payload, name) && !Number.isInteger(payload[name])).map(
      (name) => `its ${name} is not a whole number of seconds`,
    ),
    ...(typeof payload.iss === "string" && !payload.iss.startsWith("https://")
      ? ["its issuer is not an https URL"]
      : []),
  ];
}
