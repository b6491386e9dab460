import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import type { LogLine, Purpose } from "@/lib/diagnosis/model";

/** What lines of server logs are known to say: the only place where their texts are read. */
const knownLines = {
  // Every way in which a registry names the reason of a refusal.
  "bad-signature": /bad[_ -]?signature|signature (verification|validation) failed|could not be deserialized/i,
  "token-expired": /reason=expired|token (has )?expired|outdated access token/i,
  "user-unknown": /reason=(unknown_user|user_inactive|revoked)|user (not found|inactive|disabled)|revoked/i,
  "role-not-assumable": /assume[_ -]?role|trust policy|role (missing|not assumable)/i,
  // quilt-mcp puts another token in the place of a missing one, and says which variable holds it.
  "uses-fallback-jwt": /QUILT_FALLBACK_JWT/,
  "uses-test-jwt": /QUILT_ALLOW_TEST_JWT/,
  // Any server's complaint.
  trouble: /\b(error|failed|refused|timed out|traceback)\b/i,
} as const;

export type KnownLogLine = keyof typeof knownLines;

/** Of the genuine calls: what a server says of a control explains nothing about them. */
const GENUINE: readonly Purpose[] = ["real", "repeat"];

/** The first line beside a layer that says this of requests with one of these purposes; null where none does. */
export function loggedLine(
  facts: RunFacts,
  layer: string,
  known: KnownLogLine,
  purposes: readonly Purpose[] = GENUINE,
): LogLine | null {
  const lines = facts.logs(layer).filter(({ purpose }) => purposes.includes(purpose));
  return lines.find(({ message }) => knownLines[known].test(message)) ?? null;
}
