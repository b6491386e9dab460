import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressClass, classifyAddress, isAddressAllowed, isLoopbackHost } from "./address-policy";
import type { AllowedOrigin } from "./door-types";

const rows: readonly (readonly [string, AddressClass])[] = [
  // ordinary hosts
  ["8.8.8.8", "public"],
  ["8.8.9.8", "public"],
  ["1.1.1.1", "public"],
  ["52.95.110.1", "public"],
  ["172.15.255.255", "public"],
  ["172.32.0.1", "public"],
  ["100.63.255.255", "public"],
  ["100.128.0.1", "public"],
  ["192.167.255.255", "public"],
  ["223.255.255.254", "public"],
  ["2606:4700:4700::1111", "public"],
  ["2a00:1450:4001:80b::200e", "public"],
  ["2001:4860:4860::8888", "public"],
  // private
  ["10.0.0.1", "private"],
  ["10.255.255.255", "private"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.168.0.1", "private"],
  ["100.64.0.1", "private"],
  ["100.127.255.255", "private"],
  ["fc00::1", "private"],
  ["fd12:3456:789a::1", "private"],
  // loopback, in every spelling that a resolver or a URL may print
  ["127.0.0.1", "loopback"],
  ["127.0.1.1", "loopback"],
  ["127.255.255.255", "loopback"],
  ["::1", "loopback"],
  ["[::1]", "loopback"],
  ["0:0:0:0:0:0:0:1", "loopback"],
  ["2130706433", "loopback"],
  ["0x7f.1", "loopback"],
  ["017700000001", "loopback"],
  ["127.1", "loopback"],
  ["::ffff:127.0.0.1", "loopback"],
  ["::ffff:7f00:1", "loopback"],
  ["::7f00:1", "loopback"],
  ["::ffff:0:7f00:1", "loopback"],
  ["64:ff9b::7f00:1", "loopback"],
  ["64:ff9b:1::7f00:1", "loopback"],
  ["2002:7f00:1::", "loopback"],
  ["2001:0:808:808::80ff:fffe", "loopback"],
  // metadata and link-local
  ["169.254.169.254", "metadata"],
  ["169.254.170.2", "metadata"],
  ["169.254.170.23", "metadata"],
  ["169.254.0.1", "metadata"],
  ["168.63.129.16", "metadata"],
  ["100.100.100.200", "metadata"],
  ["192.0.0.192", "metadata"],
  ["fd00:ec2::254", "metadata"],
  ["fd00:ec2::23", "metadata"],
  ["fd20:ce::254", "metadata"],
  ["fe80::1", "metadata"],
  ["fe80::1%eth0", "metadata"],
  ["febf::1", "metadata"],
  ["::ffff:169.254.169.254", "metadata"],
  ["::ffff:a9fe:a9fe", "metadata"],
  ["::a9fe:a9fe", "metadata"],
  ["64:ff9b::a9fe:a9fe", "metadata"],
  ["2002:a9fe:a9fe::1", "metadata"],
  ["::ffff:168.63.129.16", "metadata"],
  ["2001:0:a9fe:a9fe::1", "metadata"],
  // embeddings of private and public addresses
  ["::ffff:10.0.0.1", "private"],
  ["64:ff9b::a00:1", "private"],
  ["2002:c0a8:1::1", "private"],
  ["::ffff:8.8.8.8", "public"],
  ["64:ff9b::808:808", "public"],
  ["2002:808:808::1", "public"],
  ["::808:808", "forbidden"],
  ["64:ff9b:1::808:808", "forbidden"],
  // special ranges
  ["0.0.0.0", "forbidden"],
  ["0.1.2.3", "forbidden"],
  ["::", "forbidden"],
  ["192.0.0.1", "forbidden"],
  ["192.0.2.1", "forbidden"],
  ["198.51.100.1", "forbidden"],
  ["203.0.113.5", "forbidden"],
  ["198.18.0.1", "forbidden"],
  ["192.88.99.1", "forbidden"],
  ["224.0.0.1", "forbidden"],
  ["239.255.255.255", "forbidden"],
  ["240.0.0.1", "forbidden"],
  ["255.255.255.255", "forbidden"],
  ["ff02::2", "forbidden"],
  ["2001:db8::1", "forbidden"],
  ["3fff::1", "forbidden"],
  ["2001:2::1", "forbidden"],
  ["2001:10::1", "forbidden"],
  ["2001:20::1", "forbidden"],
  ["100::1", "forbidden"],
  ["100:0:0:1::1", "forbidden"],
  ["fec0::1", "forbidden"],
  ["5f00::1", "forbidden"],
  ["4000::1", "forbidden"],
  ["8000::1", "forbidden"],
  // no address at all
  ["", "forbidden"],
  ["localhost", "forbidden"],
  ["1.2.3.4.5", "forbidden"],
  ["256.256.256.256", "forbidden"],
];

describe("classifyAddress", () => {
  it.each(rows)("%s is %s", (ip, kind) => {
    expect(classifyAddress(ip)).toBe(kind);
  });

  it("judges an IPv4-mapped address as its IPv4 address, whatever it is", () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(classifyAddress(`::ffff:${ip}`)).toBe(classifyAddress(ip));
      }),
    );
  });

  it("calls no IPv6 address outside 2000::/3 public unless it carries a public IPv4 address", () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        const first = Number.parseInt(ip.split(":")[0] || "0", 16);
        const outside = first < 0x2000 || first > 0x3fff;
        const carrier = /^(0{0,4}:|64:ff9b|:)/i.test(ip) || ip.includes(".");
        if (outside && !carrier) expect(classifyAddress(ip)).not.toBe("public");
      }),
    );
  });
});

type Trust = AllowedOrigin["trust"];
const allowances: readonly (readonly [string, string, Trust, boolean])[] = [
  ["8.8.8.8", "dns.example", "named", true],
  ["8.8.8.8", "dns.example", "derived", true],
  ["8.8.8.8", "dns.example", "derived-from-loopback", true],
  // private addresses only behind a named origin
  ["10.0.0.1", "catalog.corp.example", "named", true],
  ["10.0.0.1", "10.0.0.1", "named", true],
  ["10.0.0.1", "registry.corp.example", "derived", false],
  ["10.0.0.1", "registry.corp.example", "derived-from-loopback", false],
  ["100.64.0.1", "tailnet.example", "named", true],
  // loopback only when the host says so itself
  ["127.0.0.1", "127.0.0.1", "named", true],
  ["127.0.0.1", "localhost", "named", true],
  ["::1", "localhost", "named", true],
  ["127.0.0.1", "localhost.", "named", true],
  ["127.0.0.1", "bucket.localhost", "named", true],
  ["::1", "[::1]", "named", true],
  ["127.0.0.1", "localtest.example", "named", false],
  ["127.0.0.1", "notlocalhost", "named", false],
  ["127.0.0.1", "localhost.evil.example", "named", false],
  ["::ffff:127.0.0.1", "rebind.example", "named", false],
  ["127.0.0.1", "localhost", "derived", false],
  ["127.0.0.1", "registry.localhost", "derived-from-loopback", true],
  ["127.0.0.1", "127.0.0.1", "derived-from-loopback", true],
  // metadata never
  ["169.254.169.254", "169.254.169.254", "named", false],
  ["169.254.169.254", "metadata.google.internal", "named", false],
  ["fd00:ec2::254", "[fd00:ec2::254]", "named", false],
  ["fe80::1", "[fe80::1]", "named", false],
  ["168.63.129.16", "168.63.129.16", "named", false],
  ["169.254.169.254", "localhost", "derived-from-loopback", false],
  // other special ranges only as the very literal that was named
  ["203.0.113.5", "203.0.113.5", "named", true],
  ["203.0.113.5", "docs.example", "named", false],
  ["203.0.113.6", "203.0.113.5", "named", false],
  ["203.0.113.5", "203.0.113.5", "derived", false],
  ["2001:db8::1", "[2001:db8::1]", "named", true],
  ["240.0.0.1", "future.example", "named", false],
  ["not an address", "not an address", "named", false],
];

describe("isAddressAllowed", () => {
  it.each(allowances)("%s for host %s, %s: %s", (ip, host, trust, allowed) => {
    expect(isAddressAllowed(ip, host, trust)).toBe(allowed);
  });
});

describe("isLoopbackHost", () => {
  it("takes literals and localhost names, in any case", () => {
    for (const host of ["LOCALHOST", "a.b.Localhost.", "127.9.9.9", "[::1]"]) expect(isLoopbackHost(host)).toBe(true);
    const others = ["localhost.example.org", "notlocalhost", "127.0.0.1.example.org", "x127.0.0.1", "127.0.0.1.2"];
    const addresses = ["127.a.b.c", "128.0.0.1", "1270.0.0.1", "[::2]", "[::1]x", "10.0.0.1"];
    for (const host of [...others, ...addresses, "localhost.com", ""]) expect(isLoopbackHost(host)).toBe(false);
  });
});
