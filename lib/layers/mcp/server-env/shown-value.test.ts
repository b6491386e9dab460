import { describe, expect, it } from "vitest";
import type { ShownAs } from "@/lib/clients/mcp/server-variables";
import { masked, readUrl, showSaid, showUrl } from "./shown-value";
import { elsewhere } from "./test-env";

const label40 = "a1".repeat(20);

describe("what is shown of a value", () => {
  const kinds: readonly ShownAs[] = ["url", "mode", "transport", "switch", "number", "region", "token", "masked"];
  it.each(kinds)("of a %s: its length, where it has not that form", (kind) => {
    expect(showSaid({ is: "set", text: "zq/5", quoted: false }, kind)).toBe("set, 4 characters");
    expect(showSaid({ is: "absent" }, kind)).toBe("not set");
    expect(showSaid({ is: "unknown" }, kind)).toBe(elsewhere);
  });

  it.each<[ShownAs, string, string | null]>([
    ["url", " https://a.example.org ", "https://a.example.org"],
    ["mode", "Remote", "remote"],
    ["mode", "http", null],
    ["transport", "HTTP", "http"],
    ["transport", "remote", null],
    ["switch", " True ", "true"],
    ["switch", "OFF", "off"],
    ["switch", "12", null],
    ["number", " 60 ", "60"],
    ["number", "123456", "123456"],
    ["number", "1234567", null],
    ["number", "60s", null],
    ["number", "a60", null],
    ["region", " us-east-1 ", "us-east-1"],
    ["region", "us-gov-west-1", "us-gov-west-1"],
    ["region", "ap-southeast-2", "ap-southeast-2"],
    ["region", "us-east-12", null],
    ["region", "us-east-1a", null],
    ["region", "xus-east-1", null],
    ["region", "us-1", null],
    ["region", "us-abc-1", null],
    ["region", "us-abcdefghij-1", null],
    ["region", "us-east-x", null],
    ["token", "true", null],
    ["masked", "http", null],
  ])("as %s, of %j", (kind, text, shown) => {
    expect(showSaid({ is: "set", text, quoted: false }, kind)).toBe(shown ?? masked(text));
  });

  it.each([
    ["", "set, 0 characters"],
    ["a", "set, 1 character"],
    ["ab", "set, 2 characters"],
  ])("of a masked %j", (text, shown) => {
    expect(masked(text)).toBe(shown);
  });
});

describe("what is shown of a URL", () => {
  it.each([
    ["https://a.example.org", "https://a.example.org"],
    ["https://a.example.org/", "https://a.example.org"],
    ["HTTP://A.example.org:8080", "http://a.example.org:8080"],
    ["https://a.example.org/graphql/", "https://a.example.org/graphql"],
    ["https://a.example.org/api/search", "https://a.example.org/api/search"],
    ["https://a.example.org/mcp/platform/", "https://a.example.org/mcp/platform"],
    ["https://a.example.org/api/search/more", "https://a.example.org/…"],
    ["https://a.example.org/api/abcdefghijklm", "https://a.example.org/…"],
    ["https://a.example.org/hooks/api", "https://a.example.org/…"],
    ["https://a.example.org/apis", "https://a.example.org/…"],
    [`https://${label40}.example.org`, `https://${label40}.example.org`],
    [`https://a.${label40}b.example.org`, null],
    ["https://ada@a.example.org", null],
    ["https://:pw@a.example.org", null],
    ["https://a.example.org?key=x", null],
    ["https://a.example.org#x", null],
    ["registry", null],
  ])("%s", (text, shown) => {
    expect(showUrl(text)).toBe(shown);
  });

  it.each([
    [" https://a.example.org/x ", "https://a.example.org/x"],
    ["http://a.example.org", "http://a.example.org/"],
    ["https://", null],
    ["ftp://a.example.org/https://b.example.org", null],
    ["mailto:ada@example.org", null],
    ["", null],
  ])("and %j is read as one, or not", (text, href) => {
    expect(readUrl(text)?.href ?? null).toBe(href);
  });
});
