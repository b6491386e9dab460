import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Cause, LogLine, Purpose } from "@/lib/diagnosis/model";
import { isGenuine } from "@/lib/diagnosis/purpose";

/** A phrase of one known writer of logs: a line that holds it, in whatever case, says this. */
interface KnownPhrase {
  /** Lower case. */
  readonly says: string;
  /** Who writes it. */
  readonly source: string;
}

/**
 * What lines of server logs are known to say: the only place where their texts are read. Closed: a line that merely holds
 * a word of these explains nothing.
 */
export const knownLines = {
  // Every way in which a registry names the reason of a refusal.
  "bad-signature": phrases({
    "reason=bad_signature": "registry",
    badsignature: "itsdangerous, names of its exceptions",
    "bad signature": "registry",
    "signature verification failed": "PyJWT, jwt/api_jws.py",
    "signature validation failed": "registry",
    "could not be deserialized": "quilt registry, of a token",
  }),
  "token-expired": phrases({
    "reason=expired": "registry",
    "signature has expired": "PyJWT, jwt/api_jwt.py",
    "token has expired": "registry",
    "token expired": "registry",
    "outdated access token": "quilt registry",
  }),
  "user-unknown": phrases({
    "reason=unknown_user": "registry",
    "reason=user_inactive": "registry",
    "reason=revoked": "registry",
    "user not found": "registry",
    "user inactive": "registry",
    "user is inactive": "registry",
    "user disabled": "registry",
    "user is disabled": "registry",
    "token revoked": "registry",
    "token was revoked": "registry",
    "token has been revoked": "registry",
    "session was revoked": "registry",
    "session has been revoked": "registry",
  }),
  "role-not-assumable": phrases({
    "when calling the assumerole operation": "botocore/exceptions.py, ClientError",
    "is not authorized to perform: sts:assumerole": "STS, AccessDenied",
    "assumerole failed": "registry",
    "assume_role failed": "registry",
    "assume_role refused": "registry",
    "failed to assume role": "registry",
    "could not assume role": "registry",
    "cannot assume role": "registry",
    "trust policy does not allow": "registry",
    "role missing": "registry",
    "role not assumable": "registry",
  }),
  // quilt-mcp puts another token in the place of a missing one, and says which variable holds it.
  "uses-fallback-jwt": phrases({ quilt_fallback_jwt: "quilt-mcp, JWT middleware" }),
  "uses-test-jwt": phrases({ quilt_allow_test_jwt: "quilt-mcp, auth/jwt_discovery.py" }),
  // Any server's complaint, beside its level.
  trouble: phrases({
    "traceback (most recent call last)": "Python, traceback.py",
    "timed out": "socket, requests, httpx, botocore",
    "connection refused": "errno 111, ECONNREFUSED",
    "failed to ": "quilt-mcp, its tools",
  }),
} as const;

export type KnownLogLine = keyof typeof knownLines;

/** Levels by which a server itself calls a line a complaint. */
const COMPLAINING: readonly string[] = ["error", "critical", "fatal"];

/** A line is read so far: what it quotes after that is somebody else's. */
const MAX_READ = 4_000;

function phrases(sources: Readonly<Record<string, string>>): readonly KnownPhrase[] {
  return Object.entries(sources).map(([says, source]) => ({ says, source }));
}

function saysSo({ level, message }: LogLine, known: KnownLogLine): boolean {
  if (known === "trouble" && COMPLAINING.includes(level)) return true;
  const said = message.slice(0, MAX_READ).toLowerCase();
  return knownLines[known].some(({ says }) => said.includes(says));
}

/**
 * The first line beside a layer that says this of its genuine calls, or of the calls asked for; null where none does. What
 * a server says of a control explains nothing about the real call.
 */
export function loggedLine(
  facts: RunFacts,
  layer: string,
  known: KnownLogLine,
  ofCall: (purpose: Purpose | null) => boolean = isGenuine,
): LogLine | null {
  const lines = facts.logs(layer).filter(({ purpose }) => ofCall(purpose));
  return lines.find((line) => saysSo(line, known)) ?? null;
}

/** A line that was joined by an id is an observation; one joined by its time alone may belong to another caller. */
export function basisOf({ matchedBy }: LogLine): Cause["basis"] {
  return matchedBy === "time" ? "inferred" : "observed";
}
