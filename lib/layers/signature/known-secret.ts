import { createHmac, timingSafeEqual } from "node:crypto";
import { decodeBase64url } from "@/lib/token/base64url";
import { publicSecrets } from "@/lib/token/public-secrets";
import type { JwtReading } from "@/lib/token/read-jwt";
import { jwsAlgorithm } from "./algorithms";

/** Words between two pauses, in which other layers and the page get their turn. */
const WORDS_A_TURN = 1000;

/** With node:crypto, for speed: jose takes about forty times as long for a list of 100,000. */
function hmacFits(hash: string, secret: string, input: string, signature: Uint8Array): boolean {
  const expected = createHmac(hash, secret).update(input, "latin1").digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The published secret that an HS256, HS384 or HS512 token is signed with; null if none fits. */
export function findPublicSecret(jwt: JwtReading): string | null {
  const fits = secretTester(jwt);
  return fits === null ? null : (publicSecrets.find(fits) ?? null);
}

/** Tells whether a secret signs the token; null for a token that no secret can sign. */
function secretTester(jwt: JwtReading): ((secret: string) => boolean) | null {
  const algorithm = jwsAlgorithm(jwt.header?.alg);
  const signature = decodeBase64url(jwt.segments.signature).bytes;
  if (algorithm?.family !== "hmac" || signature === null) return null;
  const input = `${jwt.segments.header}.${jwt.segments.payload}`;
  return (secret) => hmacFits(algorithm.hash, secret, input, signature);
}

/**
 * Finds the published or guessable secret that an HS256, HS384 or HS512 token is signed with: the empty one, those
 * that Quilt's tests publish, then the word list. Gives its name (built-in ones are public) or its place in the list,
 * never a listed word; null if none fits or the signal stops the search.
 */
export async function findKnownSecret(
  jwt: JwtReading,
  wordList: readonly string[],
  signal: AbortSignal,
): Promise<string | null> {
  const fits = secretTester(jwt);
  if (fits === null) return null;
  if (fits("")) return "an empty secret";
  const published = findPublicSecret(jwt);
  if (published !== null) return `the published secret "${published}"`;
  for (const [index, word] of wordList.entries()) {
    if (fits(word)) return `entry ${index + 1} of the word list`;
    if (index % WORDS_A_TURN === WORDS_A_TURN - 1) {
      await turn();
      if (signal.aborted) return null;
    }
  }
  return null;
}
