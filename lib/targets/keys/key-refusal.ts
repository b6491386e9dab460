import { AppError } from "@/lib/errors";

/** Where a key was configured, and the code of a refusal: a fault of the target or of the request. */
export interface KeyPlace {
  /** Begins the message: "signature.publicKeyFile: /k.pem", "options.signatureKey". */
  readonly where: string;
  readonly code: "BAD_TARGET" | "BAD_REQUEST";
}

const GIVE_PUBLIC = "Give the public key only";

/** What a key that cannot be used looks like, and the command that makes the right one. Holds nothing of the key. */
const refusals = {
  pkcs8: ["a private key (PKCS #8)", `${GIVE_PUBLIC}: openssl pkey -in key.pem -pubout.`],
  pkcs1: ["an RSA private key (PKCS #1)", `${GIVE_PUBLIC}: openssl pkey -in key.pem -pubout.`],
  sec1: ["an EC private key (SEC 1)", `${GIVE_PUBLIC}: openssl pkey -in key.pem -pubout.`],
  encrypted: [
    "an encrypted private key",
    `${GIVE_PUBLIC}: openssl pkey -in key.pem -pubout (asks for the passphrase).`,
  ],
  "openssh-private": ["an OpenSSH private key", `${GIVE_PUBLIC}: ssh-keygen -e -m PKCS8 -f key.`],
  putty: [
    "a PuTTY private key",
    `${GIVE_PUBLIC}: puttygen key.ppk -O public-openssh -o key.pub; ssh-keygen -e -m PKCS8 -f key.pub.`,
  ],
  private: ["a private key", `${GIVE_PUBLIC}: openssl pkey -in key.pem -pubout.`],
  "private-der": ["a private key (DER)", `${GIVE_PUBLIC}: openssl pkey -inform DER -in key.der -pubout.`],
  "private-jwk": [
    "a private key (a JWK with its private members)",
    `${GIVE_PUBLIC}: node -p "const {d,p,q,dp,dq,qi,oth,...k}=JSON.parse(fs.readFileSync(0));JSON.stringify(k)" < key.jwk.`,
  ],
  openssh: ["an OpenSSH public key", "Write it as PEM: ssh-keygen -e -m PKCS8 -f key.pub."],
  request: ["a certificate request", "Give the key in it: openssl req -in key.csr -pubkey -noout."],
  pgp: ["a PGP key", "Give the issuer's public key as PEM, JWK or certificate."],
  "other-pem": ["a PEM block that is no public key", "Give the public key: it begins with -----BEGIN PUBLIC KEY-----."],
  cut: ["a PEM block without its end", "Copy it whole, from -----BEGIN to the last dashes of -----END."],
  "broken-pem": [
    "a PEM public key that cannot be read",
    "Copy it again, or make it anew: openssl pkey -in key.pem -pubout.",
  ],
  "broken-jwk": ["a JWK that cannot be read", "Copy it again: RSA keys have n and e, EC keys crv, x and y."],
  symmetric: ["a symmetric key", "Put a shared secret into a variable, and name that: signature.secretEnv."],
  unsupported: ["a key of an unsupported kind", "Supported: RSA, EC P-256, P-384, P-521 and Ed25519."],
  url: ["a URL", "Name the URL of a key set as signature.jwksUrl."],
  "file-name": ["a file name", "Name the file of a public key as signature.publicKeyFile."],
  empty: ["no key: it is empty", "Give a public key as PEM, JWK or certificate."],
  unknown: [
    "no public key",
    "Give a public key as PEM (it begins with -----BEGIN PUBLIC KEY-----), JWK or certificate; a shared secret is named by signature.secretEnv.",
  ],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type KeyRefusal = keyof typeof refusals;

/** The fault of a caller whose key cannot be used: says what it looks like and how to make the right one. */
export function refuseKey({ where, code }: KeyPlace, kind: KeyRefusal): AppError {
  const [looksLike, suggestion] = refusals[kind];
  return new AppError(code, `${where} holds ${looksLike}.`, suggestion);
}
