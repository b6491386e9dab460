import type { LabStack } from "@/lib/lab/stack/lab-types";
import { PUBLISHED_SECRET } from "@/lib/lab/stack/stack-secrets";
import type { Plant } from "./leak-search";
import type { TappedRequest } from "./wire-tap";

/** Shorter segments of a token are no secret of their own. */
const MIN_SEGMENT = 16;

/** The parts of a token that must not be shown; the header is the same for all tokens of a kind. */
function segmentsOf(label: string, token: string): readonly Plant[] {
  const segments = token.split(".");
  if (segments.length === 1) return [{ label, value: token }];
  return segments
    .slice(1)
    .filter((segment) => segment.length >= MIN_SEGMENT)
    .map((value, index) => ({ label: `${label}, segment ${index + 2}`, value }));
}

function isToken(value: string): boolean {
  return /^[\w-]+(\.[\w=-]*)+$/.test(value);
}

/**
 * Everything that is secret in a run: what the stack made up, the token's parts, the key to check with, and the altered
 * copies and session tokens that arrived at the servers.
 */
export function plantsOf(stack: LabStack, tapped: readonly TappedRequest[]): readonly Plant[] {
  const made = stack.secrets().flatMap((value, index) => {
    const label = `secret ${index} of the stack`;
    return isToken(value) ? segmentsOf(label, value) : [{ label, value }];
  });
  const { signatureKey } = stack.options;
  const key = signatureKey === undefined ? [] : [{ label: "the signature key", value: signatureKey }];
  const sent = tapped.flatMap(({ headers, path }) => {
    const [, bearer] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
    const session = headers["x-amz-security-token"];
    return [
      ...(bearer === undefined ? [] : segmentsOf(`bearer sent to ${path}`, bearer)),
      ...(session === undefined ? [] : [{ label: `session token sent to ${path}`, value: session }]),
    ];
  });
  const all = [...segmentsOf("the token", stack.token), ...key, ...made, ...sent];
  const known = new Set<string>([PUBLISHED_SECRET, ""]);
  return all.filter(({ value }) => {
    if (known.has(value)) return false;
    known.add(value);
    return true;
  });
}
