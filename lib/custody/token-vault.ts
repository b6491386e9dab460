import { AppError } from "@/lib/errors";
import { Secret } from "@/lib/secret";

const LIFE_MS = 15 * 60_000;
const MAX_TOKENS = 200;

/** What was given beside a token for its runs. */
export interface BesideToken {
  readonly key: Secret | null;
  /** The text of the MCP server's environment. */
  readonly serverEnv: Secret | null;
}

interface Kept extends BesideToken {
  readonly secret: Secret;
  expiresAtMs: number;
}

/** Tokens in memory behind random handles: 15 minutes after their last use, or until forgotten, or until restart. */
export class TokenVault {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;
  readonly #newHandle: () => string;

  constructor(now: () => number, newHandle: () => string) {
    this.#now = now;
    this.#newHandle = newHandle;
  }

  /** Keeps a token, with what was typed or pasted for its run. */
  keep(token: string, beside: BesideToken): string {
    this.#sweep();
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= MAX_TOKENS && oldest.done !== true) this.#kept.delete(oldest.value);
    const handle = this.#newHandle();
    this.#kept.set(handle, {
      secret: new Secret(token),
      ...beside,
      expiresAtMs: this.#now() + LIFE_MS,
    });
    return handle;
  }

  /** As `keep`, but null where that fails: a run needs no handle to its token. */
  tryKeep(token: string, beside: BesideToken, onFault: (error: unknown) => void): string | null {
    try {
      return this.keep(token, beside);
    } catch (error) {
      onFault(error);
      return null;
    }
  }

  /**
   * The token behind a handle; using it starts the 15 minutes anew.
   * @throws AppError TOKEN_FORGOTTEN
   */
  use(handle: string): BesideToken & { readonly token: Secret } {
    this.#sweep();
    const kept = this.#kept.get(handle);
    if (kept === undefined) {
      throw new AppError("TOKEN_FORGOTTEN", "This token is no longer in memory.", "Paste the token again.");
    }
    kept.expiresAtMs = this.#now() + LIFE_MS;
    return { token: kept.secret, key: kept.key, serverEnv: kept.serverEnv };
  }

  /** When the token behind a handle goes, ISO 8601; null if it is gone. */
  expiresAt(handle: string): string | null {
    const kept = this.#kept.get(handle);
    return kept === undefined ? null : new Date(kept.expiresAtMs).toISOString();
  }

  /** Forgetting twice is no error. */
  forget(handle: string): void {
    this.#kept.delete(handle);
  }

  #sweep(): void {
    const now = this.#now();
    for (const [handle, kept] of this.#kept) if (kept.expiresAtMs <= now) this.#kept.delete(handle);
  }
}
