import { describe, expect, it } from "vitest";
import type { Evidence } from "@/lib/diagnosis/model";
import { testAnswer } from "../shared/test-context";
import { foundWithTexts } from "./found-with-texts";
import { remote, runMcp } from "./test-mcp";
import { mcpContext } from "./test-runs";

function recognisedIn(reason: string, evidence: Evidence) {
  const { context, findings, signals } = mcpContext();
  foundWithTexts(context, reason, evidence);
  expect(findings.map(({ code, evidence: shown }) => [code, shown])).toEqual([[`mcp/${reason}`, evidence]]);
  return [...signals];
}

describe("what a server says where it did not serve the token", () => {
  it.each(["unauthorized", "forbidden", "expired", "tool-failed"])("is recognised in any text beside %s", (reason) => {
    expect(recognisedIn(reason, { tool: "a", message: "Invalid JWT: no" })).toEqual(["says-invalid-jwt"]);
    expect(
      recognisedIn(reason, { status: 200, also: ["b: boom", "c: Expecting value: line 1 column 1 (char 0)"] }),
    ).toEqual(["says-not-json"]);
    expect(
      recognisedIn(reason, { error: "Unable to locate credentials", detail: "You must specify a region." }),
    ).toEqual(["says-no-own-session", "says-no-region"]);
    expect(recognisedIn(reason, { error: "boom" })).toEqual([]);
  });

  it("is not put together out of two texts", () => {
    expect(recognisedIn("tool-failed", { error: "Unable to locate", detail: "credentials" })).toEqual([]);
  });

  it.each(["handshake-failed", "timeout"])("explains nothing beside %s", (reason) => {
    expect(recognisedIn(reason, { message: "Invalid JWT: no" })).toEqual([]);
  });
});

it("recognises a session that the server does not know", () => {
  expect(recognisedIn("session-lost", { detail: "x" })).toEqual(["session-unknown"]);
  expect(recognisedIn("handshake-failed", { detail: "the session" })).toEqual([]);
});

it("offers nobody the URL of a redirect that leaves the host, and makes it the deployer's", async () => {
  const redirected = async (location: string) =>
    (await runMcp({ ...remote, greet: () => testAnswer(307, "", { location }) })).findings[0];
  expect(await redirected("http://mcp.internal:8000/mcp/")).toMatchObject({
    code: "mcp/redirected",
    actor: "deployer",
    evidence: { location: "http://mcp.internal:8000/mcp/" },
    remedy: expect.stringContaining("Do not put the named URL into the target"),
  });
  expect((await redirected("/mcp/"))?.actor).toBe("operator");
});
