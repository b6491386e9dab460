import type { LabServerName } from "./server-names";

/** Where a URL of the stack points. `closed` is a loopback port on which nothing listens. */
export type Address =
  | {
      readonly at: LabServerName;
      readonly scheme?: "https";
      readonly host?: "localhost";
      readonly path?: string;
    }
  | { readonly at: "closed" }
  | { readonly url: string };

/** Compressnet's port: privileged, and nothing listens there. */
const CLOSED = "http://127.0.0.1:2";

/**
 * The URL that an address stands for, without a slash at its end.
 * @throws if no server of that name listens
 */
export function resolveAddress(address: Address, ports: ReadonlyMap<string, number>): string {
  if ("url" in address) return address.url;
  if (address.at === "closed") return CLOSED;
  const port = ports.get(address.at);
  if (port === undefined) throw new Error(`no server ${address.at} of this stack listens`);
  return `${address.scheme ?? "http"}://${address.host ?? "127.0.0.1"}:${port}${address.path ?? ""}`;
}
