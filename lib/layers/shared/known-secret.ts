import { createHmac, timingSafeEqual } from "node:crypto";
import { decodeBase64url } from "@/lib/token/base64url";
import { publicSecrets } from "@/lib/token/public-secrets";
import type { JwtReading } from "@/lib/token/read-jwt";
import { jwsAlgorithm } from "./jws-algorithms";
import { type SignedText, sweepWords } from "./sweep-words";

/** With node:crypto, for speed: jose takes about forty times as long for a list of 100,000. */
function hmacFits({ hash, input, signature }: SignedText, secret: string): boolean {
  const expected = createHmac(hash, secret).update(input, "latin1").digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

/** The published secret that an HS256, HS384 or HS512 token is signed with; null if none fits. */
export function findPublicSecret(jwt: JwtReading): string | null {
  const fits = secretTester(jwt);
  return fits === null ? null : (publicSecrets.find(fits) ?? null);
}

function signedText(jwt: JwtReading): SignedText | null {
  const algorithm = jwsAlgorithm(jwt.header?.alg);
  const signature = decodeBase64url(jwt.segments.signature).bytes;
  if (algorithm?.family !== "hmac" || signature === null) return null;
  return { hash: algorithm.hash, input: `${jwt.segments.header}.${jwt.segments.payload}`, signature };
}

/** Tells whether a secret signs the token; null for a token that no secret can sign. */
function secretTester(jwt: JwtReading): ((secret: string) => boolean) | null {
  const text = signedText(jwt);
  return text === null ? null : (secret) => hmacFits(text, secret);
}

export interface SecretSearch {
  /** What the secret is called: built-in ones are public, a listed word is only named by its place. Null: none fits. */
  readonly name: string | null;
  /** Words of the list that were tried. */
  readonly wordsTried: number;
}

/**
 * Finds the published or guessable secret that an HS256, HS384 or HS512 token is signed with: the empty one, those
 * that Quilt's tests publish, then the word list, of which `onProgress` hears. Once the signal
 * stops the search, nothing is found.
 */
export async function findKnownSecret(
  jwt: JwtReading,
  wordList: readonly string[],
  signal: AbortSignal,
  onProgress?: (tried: number) => void,
): Promise<SecretSearch> {
  const text = signedText(jwt);
  if (text === null) return { name: null, wordsTried: 0 };
  if (hmacFits(text, "")) return { name: "an empty secret", wordsTried: 0 };
  const published = findPublicSecret(jwt);
  if (published !== null) return { name: `the published secret "${published}"`, wordsTried: 0 };
  const sweep = await sweepWords(text, wordList, signal, onProgress);
  if (sweep === null) return { name: null, wordsTried: 0 };
  const name = sweep.found === null ? null : `entry ${sweep.found + 1} of the word list`;
  return { name, wordsTried: sweep.tried };
}
