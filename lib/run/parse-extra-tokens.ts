import { AppError } from "@/lib/errors";
import { type ParsedToken, parseToken } from "@/lib/token/parse-token";

/**
 * A lapsed token has to be one: a good one would be accepted, and the layer blamed for it.
 * @throws AppError BAD_TOKEN
 */
export function readLapsed(raw: string, nowMs: number): ParsedToken {
  const token = parse(raw, "The lapsed token");
  const { expSeconds } = token;
  if (expSeconds !== null && expSeconds * 1000 <= nowMs) return token;
  throw new AppError(
    "BAD_TOKEN",
    expSeconds === null ? "The lapsed token has no expiry time." : "The lapsed token has not expired.",
    "Give a JWT from the same issuer whose exp is in the past.",
  );
}

/**
 * The token of another user has to be a good one of somebody else: two sessions of one token tell nothing apart.
 * @throws AppError BAD_TOKEN, and BAD_REQUEST for a run without a token of its own
 */
export function readOther(raw: string, own: ParsedToken | null, nowMs: number): ParsedToken {
  return readGood(raw, own, nowMs, { name: "The other token", advice: "Give a token of another user of this stack." });
}

/**
 * A reference token has to be one that may work: another one than the run's own, and in date.
 * @throws AppError BAD_TOKEN, and BAD_REQUEST for a run without a token of its own
 */
export function readReference(raw: string, own: ParsedToken | null, nowMs: number): ParsedToken {
  const advice = "Give a token that is known to work on this stack.";
  return readGood(raw, own, nowMs, { name: "The reference token", advice });
}

interface Wanted {
  readonly name: string;
  readonly advice: string;
}

function readGood(raw: string, own: ParsedToken | null, nowMs: number, { name, advice }: Wanted): ParsedToken {
  const token = parse(raw, name);
  if (own === null) {
    throw new AppError(
      "BAD_REQUEST",
      `${name} is used beside the run's own token, and this run has none.`,
      "Give both tokens.",
    );
  }
  const isJwt = token.kind !== "jwe" && token.looksLikeJwt;
  if (isJwt && (token.jwt?.payload ?? null) === null) {
    throw new AppError("BAD_TOKEN", `${name} starts like a JWT but is not one.`, advice);
  }
  if (token.raw.reveal() === own.raw.reveal())
    throw new AppError("BAD_TOKEN", `${name} is the run's own token.`, advice);
  if (token.expSeconds !== null && token.expSeconds * 1000 <= nowMs) {
    throw new AppError("BAD_TOKEN", `${name} has expired.`, advice);
  }
  return token;
}

function parse(raw: string, name: string): ParsedToken {
  const parsed = parseToken(raw);
  if (parsed.ok) return parsed.token;
  throw new AppError("BAD_TOKEN", `${name}: ${parsed.fault.message}`, parsed.fault.suggestion);
}
