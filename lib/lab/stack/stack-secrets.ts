import { generateKeyPair, type KeyObject, randomBytes, randomInt, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type { StackConfig } from "./stack-config";

const generate = promisify(generateKeyPair);

/** Published on purpose, in Quilt's own tests: it protects nothing. */
export const PUBLISHED_SECRET = "test-secret";

export interface IssuerKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly kid: string;
}

/** What a stack makes up at its start: nothing of it is in the repository or survives the process. */
export interface StackSecrets {
  /** What the registry verifies catalog tokens with. */
  readonly signingSecret: string;
  /** A good secret that the registry does not know. */
  readonly otherSecret: string;
  readonly userId: string;
  /** A second user, whom the registry may know. */
  readonly otherUserId: string;
  readonly account: string;
  readonly otherAccount: string;
  readonly bucket: string;
  /** What only the second user may see, where the registry keeps the two apart. */
  readonly otherBucket: string;
  /** Signs issuer tokens. Null where no token of the stack is signed so. */
  readonly issuerKey: IssuerKey | null;
  /** Published in place of the issuer's, or beside it, by a key set that lags behind. */
  readonly strangerKey: IssuerKey | null;
}

const strangers: ReadonlySet<StackConfig["keys"]["publishes"]> = new Set(["other-key", "both-under-one-id"]);

/** Makes the secrets of one stack. Only a stack whose token needs one waits for a key pair. */
export async function makeStackSecrets(config: StackConfig): Promise<StackSecrets> {
  const signer = config.token.form === "jwt" ? config.token.signer : "registry";
  const needsKeys = signer === "issuer-ec" || signer === "issuer-rsa";
  const account = accountId();
  return {
    signingSecret: signingSecret(config),
    otherSecret: randomBytes(32).toString("base64url"),
    userId: randomUUID(),
    otherUserId: randomUUID(),
    account,
    otherAccount: otherThan(account),
    bucket: `quilt-lab-${randomBytes(4).toString("hex")}`,
    otherBucket: `quilt-lab-other-${randomBytes(4).toString("hex")}`,
    issuerKey: needsKeys ? await issuerKey(signer) : null,
    strangerKey: strangers.has(config.keys.publishes) ? await issuerKey("issuer-ec") : null,
  };
}

function signingSecret(config: StackConfig): string {
  switch (config.registry.signsWith) {
    case "own":
      return randomBytes(32).toString("base64url");
    case "short":
      return randomBytes(9).toString("base64url");
    case "published":
      return PUBLISHED_SECRET;
  }
}

async function issuerKey(signer: "issuer-ec" | "issuer-rsa"): Promise<IssuerKey> {
  const pair =
    signer === "issuer-ec"
      ? await generate("ec", { namedCurve: "P-256" })
      : await generate("rsa", { modulusLength: 2048 });
  return { ...pair, kid: `lab-${randomBytes(4).toString("hex")}` };
}

/** Twelve digits that are none of the documentation accounts. */
function accountId(): string {
  return `${randomInt(2, 9)}${String(randomInt(0, 10 ** 11)).padStart(11, "0")}`;
}

function otherThan(account: string): string {
  const candidate = accountId();
  return candidate === account ? otherThan(account) : candidate;
}
