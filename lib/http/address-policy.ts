import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { AllowedOrigin } from "./door-types";

/**
 * What kind of place an address is.
 * `metadata`: cloud metadata services and everything link-local, where credentials are handed out for free.
 * `forbidden`: any other range that is no ordinary unicast address, and text that is no address.
 */
export type AddressClass = "public" | "private" | "loopback" | "metadata" | "forbidden";

/** Metadata services outside the link-local ranges: Azure's wire server, Alibaba, Oracle, EC2 and GCE over IPv6. */
const METADATA_V4 = ["168.63.129.16", "100.100.100.200", "192.0.0.192"];
const METADATA_V6 = ["fd00:ec2::/32", "fd20:ce::/32"].map((text) => ipaddr.IPv6.parseCIDR(text));

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR("2000::/3");
const TEREDO = ipaddr.IPv6.parseCIDR("2001::/32");

/** IPv6 ranges that carry an IPv4 address, where it starts (bytes), and whether a public one makes it public. */
const EMBEDDINGS = [
  { range: ipaddr.IPv6.parseCIDR("::ffff:0:0/96"), at: 12, routable: true },
  { range: ipaddr.IPv6.parseCIDR("64:ff9b::/96"), at: 12, routable: true },
  { range: ipaddr.IPv6.parseCIDR("2002::/16"), at: 2, routable: true },
  // The next three lie outside 2000::/3: no public host is reached by them.
  { range: ipaddr.IPv6.parseCIDR("64:ff9b:1::/48"), at: 12, routable: false },
  { range: ipaddr.IPv6.parseCIDR("::ffff:0:0:0/96"), at: 12, routable: false },
  { range: ipaddr.IPv6.parseCIDR("::/96"), at: 12, routable: false },
];

const STRICTEST_FIRST: readonly AddressClass[] = ["metadata", "forbidden", "loopback", "private", "public"];

/**
 * Names the kind of an IP address (IANA special-purpose registries, RFC 6890). IPv6 forms that embed an IPv4
 * address are judged by it; other IPv6 counts as public only inside 2000::/3. Text that is no address is `forbidden`.
 */
export function classifyAddress(ip: string): AddressClass {
  const text = ip.replace(/^\[|\]$/g, "");
  if (!ipaddr.isValid(text)) return "forbidden";
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv4 ? classifyV4(address) : classifyV6(address);
}

/**
 * Whether a connection for `host` may go to `ip`, given how the origin came to be allowed.
 * Metadata and link-local addresses never; the rest as documented at `AllowedOrigin.trust`.
 *
 * @param host the host of the URL as WHATWG URL prints it.
 */
export function isAddressAllowed(ip: string, host: string, trust: AllowedOrigin["trust"]): boolean {
  const kind = classifyAddress(ip);
  if (kind === "public") return true;
  if (kind === "metadata") return false;
  if (trust === "derived") return false;
  if (trust === "derived-from-loopback") return kind === "loopback";
  if (kind === "private") return true;
  return kind === "loopback" ? isLoopbackHost(host) : isSameLiteral(ip, host);
}

/** Whether a host is a loopback literal, `localhost` or a name below it (RFC 6761 §6.3). */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") || classifyAddress(name) === "loopback";
}

function isSameLiteral(ip: string, host: string): boolean {
  const literal = host.replace(/^\[|\]$/g, "");
  if (isIP(literal) === 0 || !ipaddr.isValid(ip)) return false;
  return ipaddr.parse(literal).toNormalizedString() === ipaddr.parse(ip).toNormalizedString();
}

function classifyV4(address: ipaddr.IPv4): AddressClass {
  if (METADATA_V4.includes(address.toString())) return "metadata";
  switch (address.range()) {
    case "unicast":
      return "public";
    case "private":
    case "carrierGradeNat":
      return "private";
    case "loopback":
      return "loopback";
    case "linkLocal":
      return "metadata";
    default:
      return "forbidden";
  }
}

function classifyV6(address: ipaddr.IPv6): AddressClass {
  if (METADATA_V6.some((range) => address.match(range))) return "metadata";
  const range = address.range();
  if (range === "loopback") return "loopback";
  if (range === "linkLocal") return "metadata";
  if (range === "uniqueLocal") return "private";
  if (range === "unspecified") return "forbidden";
  if (address.match(TEREDO)) return classifyTeredo(address.toByteArray());
  const embedding = EMBEDDINGS.find((form) => address.match(form.range));
  if (embedding !== undefined) {
    const inner = classifyBytes(address.toByteArray().slice(embedding.at, embedding.at + 4));
    return inner === "public" && !embedding.routable ? "forbidden" : inner;
  }
  return range === "unicast" && address.match(GLOBAL_UNICAST_V6) ? "public" : "forbidden";
}

/** Teredo (RFC 4380) carries its server's address and, inverted, its client's: the stricter one counts. */
function classifyTeredo(bytes: number[]): AddressClass {
  const server = classifyBytes(bytes.slice(4, 8));
  const client = classifyBytes(bytes.slice(12, 16).map((byte) => byte ^ 0xff));
  return STRICTEST_FIRST.find((kind) => kind === server || kind === client) ?? "forbidden";
}

function classifyBytes(bytes: number[]): AddressClass {
  return classifyV4(new ipaddr.IPv4(bytes));
}
