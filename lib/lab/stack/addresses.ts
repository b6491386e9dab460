import type { LabServerName } from "./lab-types";
import type { Address } from "./stack-config";

/** Compressnet's port: privileged, and nothing listens there. */
const CLOSED = "http://127.0.0.1:2";

/** The URL that an address stands for, without a slash at its end. */
export function resolveAddress(address: Address, ports: Readonly<Record<LabServerName, number>>): string {
  if ("url" in address) return address.url;
  if (address.at === "closed") return CLOSED;
  return `${address.scheme ?? "http"}://${address.host ?? "127.0.0.1"}:${ports[address.at]}${address.path ?? ""}`;
}
