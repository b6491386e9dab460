import { lookup as systemLookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import type { AllowedOrigin } from "./door-types";
import { checkAddress } from "./origin-list";

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Turns a host name into all of its addresses; rejects with a coded error (ENOTFOUND …) as `node:dns` does. */
export type LookupAll = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** The system's resolver, save for names below `localhost`, which are this machine without asking (RFC 6761 §6.3). */
export const lookupAll: LookupAll = async (hostname) => {
  if (/\.localhost\.?$/i.test(hostname)) {
    return [
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ];
  }
  return systemLookup(hostname, { all: true });
};

/**
 * A `lookup` for one connection: resolves once, checks every address, and hands exactly those to the socket,
 * so that an answer that changes between check and use (DNS rebinding) changes nothing.
 * One address that is not allowed refuses the whole host.
 */
export function guardLookup(resolve: LookupAll, trust: AllowedOrigin["trust"], onResolved: () => void): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async () => {
      const addresses = await resolve(hostname);
      onResolved();
      for (const { address } of addresses) checkAddress(address, hostname, trust);
      return addresses.map(({ address, family }) => ({ address, family }));
    };
    answer().then(
      (addresses) => {
        const first = addresses[0];
        if (first === undefined) callback(noAddress(), "", 0);
        else if (options.all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : noAddress(), "", 0),
    );
  };
}

function noAddress(): NodeJS.ErrnoException {
  return Object.assign(new Error("no address"), { code: "ENOTFOUND" });
}
