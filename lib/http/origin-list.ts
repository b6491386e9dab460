import { classifyAddress, isAddressAllowed } from "./address-policy";
import { DoorStop } from "./door-stop";
import type { AllowedOrigin } from "./door-types";

/** A URL that a request may go to. */
export interface Destination {
  readonly url: URL;
  readonly trust: AllowedOrigin["trust"];
}

const WEAKEST_FIRST: readonly AllowedOrigin["trust"][] = ["derived", "derived-from-loopback", "named"];

/** The origins that one run may reach. An origin allowed twice keeps the stronger trust. */
export class OriginList {
  readonly #trust = new Map<string, AllowedOrigin["trust"]>();

  constructor(allowed: readonly AllowedOrigin[]) {
    for (const origin of allowed) this.allow(origin);
  }

  allow({ origin, trust }: AllowedOrigin): void {
    const url = parseHttpUrl(origin);
    if (url === null) return;
    const known = this.#trust.get(url.origin);
    if (known === undefined || WEAKEST_FIRST.indexOf(trust) > WEAKEST_FIRST.indexOf(known)) {
      this.#trust.set(url.origin, trust);
    }
  }

  /**
   * Parses a URL, once, and checks everything about it that needs no name lookup.
   *
   * @throws {DoorStop} `refused-by-policy`; the text never repeats the URL.
   */
  check(text: string): Destination {
    const url = parseHttpUrl(text);
    if (url === null) throw new DoorStop("refused-by-policy", "not an absolute http or https URL");
    if (url.username !== "" || url.password !== "") {
      throw new DoorStop("refused-by-policy", "the URL holds a user name or password");
    }
    const trust = this.#trust.get(url.origin);
    if (trust === undefined) {
      throw new DoorStop("refused-by-policy", "this origin is not among those the run may reach");
    }
    const literal = literalOf(url);
    if (literal !== null) checkAddress(literal, url.hostname, trust);
    return { url, trust };
  }
}

/**
 * @throws {DoorStop} `refused-by-policy` when a connection for `host` may not go to `ip`.
 */
export function checkAddress(ip: string, host: string, trust: AllowedOrigin["trust"]): void {
  if (isAddressAllowed(ip, host, trust)) return;
  throw new DoorStop("refused-by-policy", `${REFUSED[classifyAddress(ip)]}; nothing was sent`);
}

const REFUSED: Readonly<Record<ReturnType<typeof classifyAddress>, string>> = {
  public: "the host leads to an address that is not allowed",
  private: "the host leads to a private address, which the target does not name",
  loopback: "the host leads to this machine itself, which the target does not name",
  metadata: "the host leads to a link-local or cloud metadata address, which is never allowed",
  forbidden: "the host leads to a special-purpose address",
};

/** The IP address that a URL's host spells, or null for a name. WHATWG URL has already undone odd spellings. */
function literalOf(url: URL): string | null {
  const host = url.hostname;
  if (host.startsWith("[")) return host.slice(1, -1);
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? host : null;
}

function parseHttpUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url : null;
}
