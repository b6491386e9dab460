import { describe, expect, it } from "vitest";
import { redirectFault } from "./redirect-fault";

const of = (url: string | undefined, location: string | undefined) =>
  redirectFault({ ...(url === undefined ? {} : { url }), headers: location === undefined ? {} : { location } });

describe("a redirect that no token may follow", () => {
  it.each([
    ["https://a.example/mcp", "http://a.example/mcp/", "https for http"],
    ["https://a.example/mcp", "http://mcp.internal:8000/mcp/", "this host for mcp.internal"],
    ["https://a.example/mcp", "https://login.example/x", "this host for login.example"],
    ["http://a.example/mcp", "//b.example/mcp", "this host for b.example"],
    ["https://a.example/mcp", "ftp://a.example/", "https for ftp"],
    ["https://a.example/mcp", "http://a.example:8000/", "https for http"],
    ["https://a.example/mcp", "https://a.example:8443/mcp", "this host for a.example:8443"],
    ["http://a.example/mcp", "http://a.example:8000/mcp/", "this host for a.example:8000"],
    ["http://a.example/mcp", "https://b.example/mcp", "this host for b.example"],
  ])("from %s to %s is the deployer's", (url, location, leaves) => {
    const fault = of(url, location);
    expect(fault?.actor).toBe("deployer");
    expect(fault?.title).toContain(leaves);
    expect(fault?.remedy).toContain("Do not put the named URL into the target");
    expect(fault?.remedy).not.toContain(location);
  });

  it.each([
    ["https://a.example/mcp", "https://a.example/mcp/"],
    ["https://a.example/mcp", "/login?next=x"],
    ["https://a.example/mcp", "mcp/"],
    ["https://a.example/mcp", "https://A.example:443/mcp/"],
    ["http://a.example/mcp", "https://a.example/mcp"],
    ["http://a.example:8080/mcp", "https://a.example/mcp"],
    ["http://a.example/mcp", "http://a.example/mcp/"],
    ["https://a.example/mcp", "http://"],
    ["https://a.example/mcp", undefined],
    [undefined, "http://b.example"],
  ])("is not one from %s to %s", (url, location) => {
    expect(of(url, location)).toBeNull();
  });

  it("has a title that stays short", () => {
    const far = `https://${"b".repeat(60)}.${"c".repeat(60)}.example/`;
    const { title = "" } = of("https://a.example/", far) ?? {};
    expect([title.length > 80, title.length < 140]).toEqual([true, true]);
  });
});
