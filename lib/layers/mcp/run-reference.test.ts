import { describe, expect, it } from "vitest";
import { mcp } from "./mcp";
import {
  badPayload,
  type FakeServer,
  goodPayload,
  mcpInput,
  otherToken,
  remote,
  runMcp,
  unauthorized,
} from "./test-mcp";

/** The run's token is refused; the other one, known to work, is served. */
const picky: FakeServer = {
  ...remote,
  call: ({ caller, tool, values }) => (caller === "other" ? goodPayload(tool, values) : badPayload(tool)),
};
const input = mcpInput({}, { reference: otherToken() });
const run = (server: FakeServer, given = input) => runMcp(server, { input: given });
const steps = (one: Awaited<ReturnType<typeof run>>) =>
  one.sent.filter(({ purpose }) => purpose === "beside:reference").map(({ mark }) => [mark.step, mark.wrongCredential]);

describe("a reference token", () => {
  it("is sent to the first tool that refused, in a session of its own, and is no wrong credential", async () => {
    const one = await run(picky);
    expect(steps(one)).toEqual([
      ["initialize", false],
      ["notifications/initialized", false],
      ["tools/call bucket_list", false],
    ]);
    expect(one.facts["reference-token"]).toBe("accepted at the same call");
    expect(one.status).toBe("fail");
  });

  it("goes to a later tool with that tool's arguments, where the first refused none", async () => {
    const one = await run({
      ...remote,
      call: (call) => (call.tool === "bucket_objects_list" ? picky.call?.(call) : remote.call?.(call)) ?? {},
    });
    const sent = one.sent.find(({ purpose, mark }) => purpose === "beside:reference" && mark.step?.startsWith("tools"));
    expect(JSON.parse(String(sent?.request.body)).params).toEqual({
      name: "bucket_objects_list",
      arguments: { bucket: "bucket-a", prefix: "", max_keys: 5, include_signed_urls: false },
    });
  });

  it("that is refused at the door as well is said", async () => {
    const one = await run({ ...remote, greet: () => unauthorized() });
    expect(steps(one)).toEqual([["initialize", false]]);
    expect(one.facts["reference-token"]).toMatch(/^refused at the same call: 401 JWT authentication required/);
  });

  it("is not sent where no tool refused, or nobody was to be served", async () => {
    expect(steps(await run(remote))).toEqual([]);
    expect((await run(remote)).facts).not.toHaveProperty("reference-token");
    const refused = mcpInput({ access: { mcp: "refused" } }, { reference: otherToken() });
    expect(steps(await run(picky, refused))).toEqual([]);
  });

  it("is announced with a handshake and its call", () => {
    expect(mcp.plan(input).requests - mcp.plan(mcpInput()).requests).toBe(4);
  });
});
