/** Something that a known server says in one sentence, told by a phrase that it alone writes. */
interface KnownText {
  readonly id: string;
  /** Lower case; any of them. */
  readonly says: readonly string[];
}

/**
 * What the texts of known servers say: the only place where they are read for causes. Of quilt-mcp unless another is
 * named; the versions are those that were read for it (lib/clients/mcp/known-versions).
 */
export const knownTexts = [
  // Up to 0.14 it verifies tokens with a secret of its own.
  { id: "invalid-jwt", says: ["invalid jwt:"] },
  // Its middleware, of a request without the header.
  { id: "no-token-came", says: ["provide authorization: bearer header"] },
  // Its S3 tools want a token of three parts.
  { id: "jwt-required", says: ["jwt authentication required"] },
  // 0.13 to 0.14.0 exchange no token for credentials.
  { id: "no-credentials-for-jwt", says: ["aws credentials are not available for jwt"] },
  // Python's and JavaScript's JSON readers, over a page in place of the registry's answer (json/decoder.py; V8).
  { id: "not-json", says: ["expecting value: line 1 column 1 (char 0)", "unexpected token '<', \"<"] },
  // quilt3 and boto3 without a session or keys of the server's own.
  {
    id: "no-own-session",
    says: ["no quilt3 session configured", "no catalog configured", "unable to locate credentials"],
  },
  // botocore NoRegionError: "You must specify a region."
  { id: "no-region", says: ["specify a region"] },
  // The registry behind it refuses a token: 0.14 to 0.22.
  { id: "refused-upstream", says: ["graphql query not authorized", "jwt token invalid or expired"] },
] as const satisfies readonly KnownText[];

export type KnownTextId = (typeof knownTexts)[number]["id"];

/** Which of the known sentences a text holds. */
export function knownTextsIn(text: string): readonly KnownTextId[] {
  const said = text.toLowerCase();
  return knownTexts.filter(({ says }) => says.some((phrase) => said.includes(phrase))).map(({ id }) => id);
}
