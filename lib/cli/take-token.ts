import { AppError } from "@/lib/errors";
import type { IntakeHint, IntakeResult, IntakeShape, TokenFound } from "@/lib/intake/intake-types";
import { readIntake } from "@/lib/intake/read-intake";
import { intakeRefusal } from "@/lib/intake/refuse-intake";
import { decodeMarkedText } from "@/lib/marked-text";
import { Secret } from "@/lib/secret";
import { describeToken } from "@/lib/token/describe-token";
import { MAX_TOKEN_BYTES, parseToken } from "@/lib/token/parse-token";
import { cleanText } from "@/lib/words/terminal-text";
import type { Terminal } from "./terminal";

/** The token of a text, and where in it it stood. */
export interface TakenToken {
  readonly token: Secret;
  /** Null: the text was taken as it is, and is refused or stripped as a token. */
  readonly source: { readonly shape: IntakeShape; readonly where: string; readonly mended: readonly string[] } | null;
  /** How many distinct tokens there are. */
  readonly candidates: number;
  readonly hints: readonly IntakeHint[];
}

type Found = Extract<IntakeResult, { readonly ok: true }>;

/** A text without a token: short ones are left to the token's own reading, which says what is wrong with them where. */
function untaken(text: string, kind: Extract<IntakeResult, { readonly ok: false }>["kind"]): TakenToken {
  const words = text.trim().split(/\s+/).length;
  const isShort = kind === "nothing" && text.length < 200 && words < 6 && !/[${<%]/.test(text);
  if (isShort && !parseToken(text).ok) {
    return { token: new Secret(text), source: null, candidates: 0, hints: [] };
  }
  const { message, suggestion } = intakeRefusal(kind);
  throw new AppError("BAD_TOKEN", message, suggestion);
}

/** Number, kind, place and expiry of each token, in order of appearance. */
function listed(found: readonly TokenFound[], nowMs: number): string {
  const lines = found.map(({ token, where }, index) => {
    const preview = describeToken(token.reveal(), nowMs);
    const what = preview.ok
      ? `${preview.description.kind}, ${cleanText(where)}, ${preview.description.expiry}`
      : cleanText(where);
    return `${index + 1}. ${what}\n`;
  });
  return lines.join("");
}

async function choose({ found }: Found, pick: string | undefined, terminal: Terminal): Promise<TokenFound> {
  const [first] = found;
  if (first !== undefined && found.length === 1 && pick === undefined) return first;
  const place = pick !== undefined && /^[1-9]\d{0,8}$/.test(pick) ? Number(pick) : 0;
  const picked = found[place - 1];
  if (picked !== undefined) return picked;
  if (found.length > 1) await terminal.err.write(listed(found, Date.now()));
  const many = found.length === 1 ? "one token" : `${found.length} different tokens`;
  const message =
    pick === undefined
      ? `There are ${many}.`
      : `--pick names none of them: there ${found.length === 1 ? "is" : "are"} ${many}.`;
  throw new AppError(
    "BAD_REQUEST",
    message,
    found.length === 1 ? "Leave --pick out." : `Choose one with --pick, 1 to ${found.length}.`,
  );
}

/** Says what was taken, and what was mended; nothing of a token that stood alone. */
async function say(shape: IntakeShape, where: string, mended: readonly string[], terminal: Terminal): Promise<void> {
  const mending = mended.length === 0 ? "" : `; mended: ${mended.join(", ")}`;
  await terminal.err.write(`Token taken from: ${shape}, ${cleanText(where)}${mending}.\n`);
}

/**
 * Takes the one token, or the picked one, from what was read.
 * @throws AppError BAD_TOKEN for what is none, with what it is and what to do; BAD_REQUEST where several are there
 */
export async function takeToken(
  read: string | Uint8Array,
  pick: string | undefined,
  terminal: Terminal,
): Promise<TakenToken> {
  const text = typeof read === "string" ? read : decodeMarkedText(read).text;
  if (text.length <= MAX_TOKEN_BYTES) terminal.keepSecret(text.trim());
  const result = readIntake(read);
  if (!result.ok) return untaken(text, result.kind);
  for (const { token } of result.found) terminal.keepSecret(token.reveal());
  const chosen = await choose(result, pick, terminal);
  const { shape, found, hints } = result;
  const { where, mended, token } = chosen;
  const asGiven = found.length === 1 && (shape === "raw" || shape === "header") && stripsTo(text, token);
  // Quotes are said by the token's own reading, which takes them off.
  if (!asGiven || mended.some((one) => one !== "quotes")) await say(shape, where, mended, terminal);
  return {
    token: asGiven ? new Secret(text) : token,
    source: { shape, where, mended },
    candidates: found.length,
    hints,
  };
}

/** Whether the token's own reading takes off all that stands around it, and says so. */
function stripsTo(text: string, token: Secret): boolean {
  const parsed = parseToken(text);
  return parsed.ok && parsed.token.raw.reveal() === token.reveal();
}
