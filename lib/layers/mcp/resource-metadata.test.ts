import { describe, expect, it } from "vitest";
import { testAnswer } from "../shared/test-context";
import { type FakeServer, MCP_URL, mcpInput, remote, runMcp } from "./test-mcp";

const METADATA = "https://mcp.example.com/.well-known/oauth-protected-resource/mcp";

/** Refuses callers without a token as an OAuth resource does, and answers its metadata. */
function oauth(metadata: ReturnType<typeof testAnswer>, named = METADATA): FakeServer {
  return {
    ...remote,
    greet: (caller) =>
      caller === "nobody"
        ? testAnswer(401, { error: "no" }, { "www-authenticate": `Bearer resource_metadata="${named}"` })
        : null,
    other: () => metadata,
  };
}

const asked = (run: Awaited<ReturnType<typeof runMcp>>) =>
  run.sent.filter(({ mark }) => mark.step === "resource metadata");

describe("an OAuth server's metadata", () => {
  it("is read once, without the token, and its authorization servers are shown", async () => {
    const servers = ["https://issuer.example.com:443", 5, "b", "c", "d", "e", "f"];
    const run = await runMcp(oauth(testAnswer(200, { resource: MCP_URL, authorization_servers: servers })));
    expect(asked(run).map(({ purpose, request }) => ({ purpose, ...request, signal: null }))).toEqual([
      {
        purpose: "real",
        method: "GET",
        url: METADATA,
        headers: { accept: "application/json" },
        timeoutMs: 5000,
        signal: null,
      },
    ]);
    expect(run.facts).toMatchObject({
      "resource-metadata": METADATA,
      "authorization-servers": ["https://issuer.example.com:443", "b", "c", "d", "e"],
    });
    expect(run.facts).not.toHaveProperty("resource-it-names");
  });

  it("that is for another resource is shown with it", async () => {
    const named = `https://mcp.example.com/${"x".repeat(300)}`;
    const run = await runMcp(oauth(testAnswer(200, { resource: named })));
    expect(run.facts["resource-it-names"]).toBe(named.slice(0, 200));
    expect(run.facts["authorization-servers"]).toEqual([]);
    const none = await runMcp(oauth(testAnswer(200, { resource: 7, authorization_servers: "https://a" })));
    expect(none.facts).not.toHaveProperty("resource-it-names");
    expect(none.facts["authorization-servers"]).toEqual([]);
  });

  it.each([
    ["another status", testAnswer(404, { authorization_servers: ["a"] })],
    ["no JSON", testAnswer(200, "hello")],
  ])("that cannot be read is said: %s", async (_, answer) => {
    const run = await runMcp(oauth(answer));
    expect(run.facts["authorization-servers"]).toBe("the metadata could not be read");
    expect(run.status).toBe("pass");
  });

  it.each([
    ["another origin", "https://elsewhere.example.com/x"],
    ["another port", "https://mcp.example.com:8443/x"],
    ["no URL", "metadata"],
  ])("at %s is shown and never fetched", async (_, named) => {
    const run = await runMcp(oauth(testAnswer(200, {}), named));
    expect(asked(run)).toEqual([]);
    expect(run.facts["resource-metadata"]).toBe(named);
    expect(run.facts).not.toHaveProperty("authorization-servers");
  });

  it("is no matter where the server names none", async () => {
    const run = await runMcp(remote);
    expect(asked(run)).toEqual([]);
    expect(run.facts).not.toHaveProperty("resource-metadata");
  });

  it("is read too where the refusal is of the genuine token, and there are no controls", async () => {
    const refused = testAnswer(401, { error: "no" }, { "www-authenticate": `Bearer resource_metadata="${METADATA}"` });
    const server: FakeServer = { ...remote, greet: () => refused, other: () => testAnswer(200, {}) };
    const run = await runMcp(server, { input: mcpInput({}, { controls: "off" }) });
    expect(asked(run)).toHaveLength(1);
  });
});
