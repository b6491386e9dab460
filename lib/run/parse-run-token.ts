import { AppError } from "@/lib/errors";
import { type ParsedToken, parseToken } from "@/lib/token/parse-token";
import { tokenKinds } from "@/lib/token/token-kind";

/**
 * The one parse of a run's token.
 * @throws AppError BAD_TOKEN
 */
export function parseRunToken(text: string): { readonly token: ParsedToken; readonly stripped: readonly string[] } {
  const parsed = parseToken(text);
  if (!parsed.ok) throw new AppError("BAD_TOKEN", parsed.fault.message, parsed.fault.suggestion);
  return parsed;
}

/** Of an algorithm with public keys: where the target names a key set, it may be fetched. */
const SAMPLE_JWT = "eyJhbGciOiJSUzI1NiJ9.e30.AAAA";

/**
 * A token of a kind, for an announcement: no token of the kind is sent more often.
 * @throws AppError BAD_REQUEST for a kind that there is not
 */
export function standInToken(kind: string): ParsedToken {
  const known = tokenKinds.find((one) => one === kind);
  const sample = kind.endsWith("-jwt") ? SAMPLE_JWT : kind === "api-key" ? "qk_stand_in" : "stand-in";
  const inner = known === "hybrid-jwt" ? parseRunToken(SAMPLE_JWT).token : null;
  if (known !== undefined) return { ...parseRunToken(sample).token, kind: known, inner };
  throw new AppError("BAD_REQUEST", "The token kind is not known.", `The kinds are ${tokenKinds.join(", ")}.`);
}
