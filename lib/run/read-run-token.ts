import { AppError } from "@/lib/errors";
import { type ParsedToken, parseToken } from "@/lib/token/parse-token";
import { tokenKinds } from "@/lib/token/token-kind";

/**
 * The one parse of a run's token.
 * @throws AppError BAD_TOKEN
 */
export function readRunToken(text: string): { readonly token: ParsedToken; readonly stripped: readonly string[] } {
  const parsed = parseToken(text);
  if (!parsed.ok) throw new AppError("BAD_TOKEN", parsed.fault.message, parsed.fault.suggestion);
  return parsed;
}

/**
 * A token of a kind, for an announcement: what a run sends depends on the kind alone.
 * @throws AppError BAD_REQUEST for a kind that there is not
 */
export function standInToken(kind: string): ParsedToken {
  const known = tokenKinds.find((one) => one === kind);
  const sample = kind.endsWith("-jwt") ? "e30.e30.AAAA" : kind === "api-key" ? "qk_stand_in" : "stand-in";
  if (known !== undefined) return { ...readRunToken(sample).token, kind: known };
  throw new AppError("BAD_REQUEST", "The token kind is not known.", `The kinds are ${tokenKinds.join(", ")}.`);
}
