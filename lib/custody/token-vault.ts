import { AppError } from "@/lib/errors";
import { Secret } from "@/lib/secret";
import type { KeptOptions } from "@/lib/wire/given-options";

const LIFE_MS = 15 * 60_000;
const MAX_TOKENS = 200;

interface Kept {
  readonly secret: Secret;
  /** What was typed or pasted for its runs. */
  readonly options: KeptOptions;
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
  keep(token: string, options: KeptOptions): string {
    this.#sweep();
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= MAX_TOKENS && oldest.done !== true) this.#kept.delete(oldest.value);
    const handle = this.#newHandle();
    this.#kept.set(handle, {
      secret: new Secret(token),
      options,
      expiresAtMs: this.#now() + LIFE_MS,
    });
    return handle;
  }

  /** As `keep`, but null where that fails: a run needs no handle to its token. */
  tryKeep(token: string, options: KeptOptions, onFault: (error: unknown) => void): string | null {
    try {
      return this.keep(token, options);
    } catch (error) {
      onFault(error);
      return null;
    }
  }

  /**
   * The token behind a handle; using it starts the 15 minutes anew.
   * @throws AppError TOKEN_FORGOTTEN
   */
  use(handle: string): { readonly token: Secret; readonly kept: KeptOptions } {
    this.#sweep();
    const kept = this.#kept.get(handle);
    if (kept === undefined) {
      throw new AppError("TOKEN_FORGOTTEN", "This token is no longer in memory.", "Paste the token again.");
    }
    kept.expiresAtMs = this.#now() + LIFE_MS;
    return { token: kept.secret, kept: kept.options };
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
