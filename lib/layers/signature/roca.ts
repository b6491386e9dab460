/**
 * The small primes of the ROCA fingerprint: a modulus made by Infineon's RSALib (CVE-2017-15361) is a power of 65537
 * modulo each of them. 65537 generates only a part of the residues of most, so a random modulus passes about once in
 * 2^27 times.
 * @see Nemec et al., The Return of Coppersmith's Attack, CCS 2017, §2
 */
const PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/** The powers of 65537 modulo a prime. */
function powers(prime: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let power = 1; !found.has(power); power = (power * 65537) % prime) found.add(power);
  return found;
}

const allowed = PRIMES.map((prime) => ({ prime, residues: powers(prime) }));

/** Whether a modulus (big-endian bytes) has the structure of the keys that ROCA breaks. */
export function hasRocaFingerprint(modulus: Uint8Array): boolean {
  return (
    modulus.length > 0 &&
    allowed.every(({ prime, residues }) => residues.has(modulus.reduce((rest, byte) => (rest * 256 + byte) % prime, 0)))
  );
}
