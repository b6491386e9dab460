import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { resolveAddress } from "@/lib/lab/stack/addresses";
import { healthyServers, labServers } from "./index";

/** Holds what STS and S3 share, and no server. */
const SHARED = "aws";

describe("the lab's servers", () => {
  it("are listed once each, and have a folder of their own", () => {
    const here = fileURLToPath(new URL(".", import.meta.url));
    const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = labServers.map(({ name }) => name);
    expect([...names].sort()).toEqual(
      folders
        .map(({ name }) => name)
        .filter((name) => name !== SHARED)
        .sort(),
    );
  });

  it("each have their part in a healthy stack", () => {
    expect(healthyServers()).toEqual(Object.fromEntries(labServers.map(({ name, healthy }) => [name, healthy])));
    expect(healthyServers().catalog.registryUrl).toEqual({ at: "registry" });
  });

  it("are found at their port, and not where they do not listen", () => {
    const ports = new Map([["mcp", 4711]]);
    expect(resolveAddress({ at: "mcp", path: "/mcp" }, ports)).toBe("http://127.0.0.1:4711/mcp");
    expect(resolveAddress({ at: "mcp", scheme: "https", host: "localhost" }, ports)).toBe("https://localhost:4711");
    expect(resolveAddress({ at: "closed" }, ports)).toBe("http://127.0.0.1:2");
    expect(() => resolveAddress({ at: "sts" }, ports)).toThrow("no server sts");
  });
});
