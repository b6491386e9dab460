import { describe, expect, it } from "vitest";
import { readHealth, readMode } from "./read-health";

it("reads name and version of quilt-mcp's health", () => {
  const body =
    '{"status":"ok","route":"/health","server":{"name":"quilt-mcp-server","version":"0.22.0","transport":"http"}}';
  expect(readHealth(body)).toEqual({ name: "quilt-mcp-server", version: "0.22.0" });
});

it.each(["", "Not Found", "{}", '{"server":{"name":"x"}}', '{"server":{"name":"x","version":22}}', "[]"])(
  "reads nothing from %s",
  (body) => {
    expect(readHealth(body)).toBeNull();
  },
);

describe("readMode", () => {
  it("takes the mode from the instructions, else from the version", () => {
    expect(readMode("Remote deployment using platform backend with default http transport.", "0.5.6 (legacy)")).toBe(
      "remote",
    );
    expect(readMode(undefined, "0.5.6 (legacy)")).toBe("legacy");
    expect(readMode("\n local deployment of mine", "1.0")).toBe("local");
    expect(readMode("Ask me anything about deployment", "1.0")).toBeNull();
    expect(readMode("This is no legacy deployment of any kind", "1.0")).toBeNull();
    expect(readMode("Legacy deployments are not served", "1.0 (legacy) of old")).toBeNull();
  });
});
