import { randomBytes } from "node:crypto";
import { type CallerIdentity, identityOfRole } from "./identities";
import type { StackSecrets } from "./stack-secrets";
import type { VendedCredentials } from "./vended-credentials";

/** A set of credentials as the AWS part remembers it. */
export interface KnownCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAtMs: number;
  readonly identity: CallerIdentity;
}

/** What the registry hands to the caller. */
export interface HandedOut {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: string;
  readonly identity: CallerIdentity;
}

/** The AWS part's memory of the sessions it minted. */
export class CredentialStore {
  readonly #known = new Map<string, KnownCredentials>();
  readonly #secrets: StackSecrets;
  readonly #handedOut: string[] = [];

  constructor(secrets: StackSecrets) {
    this.#secrets = secrets;
  }

  find(accessKeyId: string): KnownCredentials | undefined {
    return this.#known.get(accessKeyId);
  }

  /** Every secret key and session token made so far. */
  secrets(): readonly string[] {
    return this.#handedOut;
  }

  /** Makes credentials known that were not minted here: an IAM user's. */
  remember(known: KnownCredentials): void {
    this.#known.set(known.accessKeyId, known);
  }

  /** Counts a value among the secrets made so far. */
  keepSecret(value: string): void {
    this.#handedOut.push(value);
  }

  /** A fresh access key id that carries its account. */
  newKeyId(prefix: string, account: string): string {
    return `${prefix}${keyIdOf(account)}`;
  }

  /** Mints one session. What the caller gets may differ from what is remembered, if the stack is broken so. */
  mint(vends: VendedCredentials, nowMs: number, session = "lab-session"): HandedOut {
    const identity = identityOfRole(vends.role, this.#secrets, base32(randomBytes(10)), session);
    const accessKeyId = this.newKeyId(vends.prefix, identity.account);
    const secretAccessKey = randomBytes(30).toString("base64");
    const sessionToken = randomBytes(180).toString("base64");
    const strange = { secret: randomBytes(30).toString("base64"), token: randomBytes(180).toString("base64") };
    if (vends.differs !== "key") {
      this.#known.set(accessKeyId, {
        accessKeyId,
        secretAccessKey: vends.differs === "secret" ? strange.secret : secretAccessKey,
        sessionToken: vends.differs === "session-token" ? strange.token : sessionToken,
        expiresAtMs: nowMs + vends.trueLifeS * 1000,
        identity,
      });
    }
    this.#handedOut.push(secretAccessKey, sessionToken);
    const expiration = expirationText(vends.expirationForm, nowMs + vends.statedLifeS * 1000);
    return { accessKeyId, secretAccessKey, sessionToken, expiration, identity };
  }
}

function expirationText(form: VendedCredentials["expirationForm"], ms: number): string {
  const iso = new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
  switch (form) {
    case "z":
      return iso;
    case "offset":
      return iso.replace("Z", "+00:00");
    case "blank":
      return iso.replace("T", " ").replace("Z", "+00:00");
    case "no-zone":
      return iso.replace("Z", "");
    case "seconds":
      return String(Math.floor(ms / 1000));
    case "words":
      return new Date(ms).toUTCString();
  }
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join("");
}

/**
 * Sixteen characters that carry the account as AWS's own key ids do: bit 47 marks the newer form, the account sits above bit 7.
 * @see https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
function keyIdOf(account: string): string {
  const bytes = randomBytes(10);
  const low = BigInt(bytes.readUInt8(5) & 0x7f);
  const head = (1n << 47n) | (BigInt(account) << 7n) | low;
  Buffer.from(head.toString(16).padStart(12, "0"), "hex").copy(bytes, 0);
  return base32(bytes);
}
