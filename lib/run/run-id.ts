const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID: sorts by time, 26 characters (github.com/ulid/spec). */
export function createRunId(nowMs: number, random: (bytes: number) => Uint8Array): string {
  let time = "";
  let rest = nowMs;
  for (let index = 0; index < 10; index += 1) {
    time = (ALPHABET[rest % 32] ?? "0") + time;
    rest = Math.floor(rest / 32);
  }
  return time + Array.from(random(16), (byte) => ALPHABET[byte % 32]).join("");
}
