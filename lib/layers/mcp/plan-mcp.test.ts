import { describe, expect, it } from "vitest";
import { parseToken } from "@/lib/token/parse-token";
import { catalogIdentity, registryUrl } from "../outputs";
import { planMcp } from "./plan-mcp";
import { mcpInput, otherToken } from "./test-mcp";

/** One tool, no search, no bucket: what is counted stands in few numbers. */
const small = { s3: {}, search: {} };
const withRegistry = { ...small, registryUrl: "https://registry.example.com" };
/** The ask, its page, the tool, and the tool for two callers who must be refused. */
const DOOR = 1 + 1 + 1 + 2;
const plan = (...[target, more]: Parameters<typeof mcpInput>) => planMcp(mcpInput(target, more));

describe("what is sent to a sound MCP server", () => {
  it("is health, handshake, one page, the tool twice, a refused caller, and a wrong token greeted and refused", () => {
    const { requests, wrongCredentials, sound } = plan(small);
    expect(sound).toEqual({ requests: 1 + 2 + 1 + 2 + 1 + 3 + DOOR, wrongCredentials: 3 + 1, awsSessionsMinted: 0 });
    // At most: 99 further pages, the metadata, a GET of the old transport, three handshakes in another version, the
    // caller without a token greeted and sent to the tool, a session by its id alone twice, and another one after that.
    // At the stateless door a knock by each control, 99 further pages, and the ask once more.
    const door = 2 + 99 + 1;
    expect(requests).toBe((sound?.requests ?? 0) + 99 + 1 + 1 + 3 + 2 + 2 + 3 + door);
    expect(wrongCredentials).toBe(4 + 1 + 2);
  });

  it("has no controls where they are off", () => {
    expect(plan(small, { controls: "off" }).sound).toMatchObject({ requests: 6 + 3, wrongCredentials: 0 });
  });

  it("is one request beside health for a caller without a token, and every tool for one whose access is open", () => {
    // Beside them the ask, and a knock.
    expect(plan(small, { token: null }).sound?.requests).toBe(2 + 2);
    expect(plan({ ...small, access: { mcp: "open" } }, { token: null }).sound?.requests).toBe(6 + 3);
  });

  it("is not made once more for a subject that is to be refused", () => {
    const refused = { access: { mcp: "refused" as const } };
    expect(plan({ ...withRegistry, ...refused }).sound?.requests).toBe(9 + DOOR);
  });

  it("compares with the registry only where it and an identity will be there", () => {
    const input = mcpInput(withRegistry);
    const sent = (given: readonly string[]) => planMcp(input, ({ name }) => given.includes(name)).sound?.requests;
    expect(sent([registryUrl.name, catalogIdentity.name])).toBe(11 + DOOR);
    expect(sent([registryUrl.name])).toBe(10 + DOOR);
    expect(sent([catalogIdentity.name])).toBe(10 + DOOR);
    expect(plan(small).sound?.requests).toBe(10 + DOOR);
  });

  it("counts the scopes of a search once", () => {
    const search = plan().sound?.requests ?? 0;
    const bare = plan({ search: {} }).sound?.requests ?? 0;
    // The tool twice and in one control, and three scopes.
    expect(search - bare).toBe(3 + 3);
  });

  it("asks the registry twice, shakes hands and calls the tools of two users", () => {
    const other = otherToken();
    const both = plan(withRegistry, { other }).sound?.requests ?? 0;
    expect(both - (plan(withRegistry).sound?.requests ?? 0)).toBe(2 + 2 + 1 + 4 * 2);
    const elsewhere = plan(small, { other }).sound?.requests ?? 0;
    expect(elsewhere - (plan(small).sound?.requests ?? 0)).toBe(2 + 1 + 4 * 2);
  });

  it("asks the registry about nobody whose token carries no identity", () => {
    const role = `${btoa('{"alg":"HS256"}')}.${btoa('{"role_arn":"arn:aws:iam::1:role/r"}')}.AAAA`.replace(/=/g, "");
    const read = parseToken(role);
    if (!read.ok || read.token.kind !== "role-jwt") throw new Error("that is no role token");
    const other = plan(withRegistry, { other: read.token }).sound?.requests ?? 0;
    expect(other - (plan(withRegistry).sound?.requests ?? 0)).toBe(1 + 2 + 1 + 4 * 2);
  });
});

describe("a command", () => {
  it("is announced, and no request, where there is no URL", () => {
    const input = mcpInput({ mcpUrl: undefined, mcpCommand: { words: ["/opt/uvx", "quilt-mcp"], folder: "/" } });
    expect(planMcp({ ...input, mayStartCommand: true })).toEqual({
      ...{ requests: 0, wrongCredentials: 0, awsSessionsMinted: 0 },
      destinations: ["a command on this machine, started twice (uvx)"],
    });
    expect(planMcp(input).destinations).toEqual([]);
  });
});
