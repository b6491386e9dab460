import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../../shared/test-context";
import { badPayload, type FakeServer, goodPayload, mcpInput, notSpoken, runMcp, type StatelessCall } from "../test-mcp";
import { bothEras, openCall, quiltDoor, statelessError, statelessResult } from "./test-stateless";

const ERA = "stateless (2026-07-28)";
const door = (stateless: (call: StatelessCall) => DoorResult): FakeServer => ({ ...bothEras, stateless });
/** The door for these callers alone; anything else is answered as quilt-mcp does. */
const openFor = (...callers: readonly string[]) =>
  door((call) => (call.method === "tools/call" && callers.includes(call.caller) ? openCall(call) : quiltDoor(call)));
const evidenceOf = ({ findings }: Awaited<ReturnType<typeof runMcp>>, code: string) =>
  findings.find((finding) => finding.code === code)?.evidence;
const ofDoor = ({ said }: Awaited<ReturnType<typeof runMcp>>) => said.filter((one) => one.includes("(stateless)"));
const sentTo = ({ sent }: Awaited<ReturnType<typeof runMcp>>) =>
  sent
    .filter(({ request }) => request.headers["mcp-protocol-version"] === "2026-07-28")
    .map(({ purpose, mark }) => `${purpose} ${mark.step} ${mark.tool ?? "-"}`);

describe("a server of both eras", () => {
  it("is tried through both doors: at the second one tool, once for each caller", async () => {
    const run = await runMcp(bothEras);
    expect([run.status, run.codes]).toEqual(["pass", ["mcp/pass-through"]]);
    expect(run.summary).toBe("4 of 4 tools answered as this user, in both eras");
    expect(run.facts).toMatchObject({ "mcp-eras": ["handshake", "stateless"] });
    expect(run.said).toHaveLength(4 + 4 + 2);
    expect(ofDoor(run)).toEqual([
      "no-token bucket_list (stateless): refused",
      "tampered bucket_list (stateless): refused",
    ]);
    const call = "tools/call bucket_list (stateless) bucket_list (stateless)";
    expect(sentTo(run)).toEqual([
      "beside:discover server/discover -",
      "real tools/list -",
      `real ${call}`,
      `control:no-token ${call}`,
      `control:tampered ${call}`,
    ]);
  });

  it("is asked with the run's own token, and each altered one counts", async () => {
    const { sent } = await runMcp(bothEras);
    const stateless = sent.filter(({ request }) => request.headers["mcp-method"] !== undefined);
    const real = sent.find(({ purpose }) => purpose === "real")?.request.headers.authorization;
    expect(
      stateless
        .filter(({ purpose }) => !purpose.startsWith("control:"))
        .every(({ request }) => request.headers.authorization === real),
    ).toBe(true);
    expect(stateless.map(({ mark }) => mark.wrongCredential === true)).toEqual([false, false, false, false, true]);
    expect(stateless.every(({ request }) => request.headers["mcp-session-id"] === undefined)).toBe(true);
  });

  it("gives the controls the id of the genuine call, so that answers kept by id are found out", async () => {
    const run = await runMcp(bothEras);
    const calls = run.sent.filter(({ mark }) => mark.tool === "bucket_list (stateless)");
    expect(calls.map(({ request }) => JSON.parse(String(request.body)).id)).toEqual([2, 2, 2]);
  });

  it("is tried with every tool where the controls are deep, and by no further caller", async () => {
    const run = await runMcp(bothEras, { input: mcpInput({}, { controls: "deep" }) });
    const tools = ["bucket_list", "bucket_objects_list", "discover_permissions", "search_catalog"];
    expect(ofDoor(run)).toEqual(
      ["no-token", "tampered"].flatMap((name) => tools.map((tool) => `${name} ${tool} (stateless): refused`)),
    );
  });

  it("is called once for real where the controls are off", async () => {
    const run = await runMcp(bothEras, { input: mcpInput({}, { controls: "off" }) });
    expect(sentTo(run)).toHaveLength(3);
    expect(run.codes).toEqual(["mcp/controls-off"]);
    expect(run.facts).toMatchObject({ "mcp-eras": ["handshake", "stateless"] });
  });

  it("gives the second door's calls a name that no tool has", async () => {
    const input = mcpInput({ mcp: { calls: [{ tool: "bucket_list (stateless)" }] } });
    const offered = [
      "bucket_list",
      "bucket_objects_list",
      "search_catalog",
      "discover_permissions",
      "bucket_list (stateless)",
    ];
    const run = await runMcp({ ...bothEras, tools: offered }, { input });
    const named = new Set(run.controls.map(({ name, tool }) => `${name} ${tool}`));
    expect(named.size).toBe(run.controls.length);
    expect(named).toContain("tampered bucket_list (stateless) (stateless)");
  });
});

describe("a stateless door that is open beside a guarded handshake", () => {
  it("is open, by the era's name", async () => {
    const run = await runMcp(openFor("nobody"));
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/open", "mcp/pass-through"]]);
    expect(evidenceOf(run, "mcp/open")).toEqual({
      acceptedControls: ["no-token"],
      tools: ["bucket_list (stateless)"],
      era: ERA,
    });
    expect(ofDoor(run)).toContain("no-token bucket_list (stateless): accepted");
  });

  it("does not look at the token where an altered one is served", async () => {
    const run = await runMcp(openFor("bad"));
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/not-enforced"]]);
    expect(evidenceOf(run, "mcp/not-enforced")).toMatchObject({ acceptedControls: ["tampered"], era: ERA });
  });

  it("is one finding with the other door, where both are", async () => {
    const run = await runMcp({
      ...openFor("nobody"),
      greet: () => null,
      call: ({ caller, tool, values }) => (caller === "bad" ? badPayload(tool) : goodPayload(tool, values)),
    });
    expect(run.codes).toEqual(["mcp/open", "mcp/pass-through"]);
    expect(evidenceOf(run, "mcp/open")).toMatchObject({ era: `handshake and ${ERA}` });
    expect(evidenceOf(run, "mcp/open")?.tools).toHaveLength(5);
  });

  it("is found though it hides its discovery", async () => {
    const hidden = openFor("nobody", "bad").stateless ?? quiltDoor;
    const run = await runMcp(
      door((call) => (call.method === "server/discover" ? statelessError(call.id, 404, -32601) : hidden(call))),
    );
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/open", "mcp/not-enforced"]]);
    expect(run.facts).toMatchObject({ "mcp-eras": ["handshake", "stateless"] });
    expect(sentTo(run)).toHaveLength(1 + 2 + 4);
  });

  it("stays found where it serves only the first time it is called", async () => {
    const knocked = new Set<string>();
    const run = await runMcp(
      door((call) => {
        if (call.method === "server/discover") return notSpoken(call.id);
        const first = call.method === "tools/call" && call.caller === "nobody" && !knocked.has(call.caller);
        knocked.add(call.caller);
        return first ? openCall(call) : quiltDoor(call);
      }),
    );
    expect(run.codes).toEqual(["mcp/open", "mcp/pass-through"]);
    expect(ofDoor(run)).toEqual([
      "no-token bucket_list (stateless): accepted",
      "tampered bucket_list (stateless): refused",
    ]);
  });

  it("serves a subject that should be refused", async () => {
    const nobody = mcpInput({ access: { mcp: "refused" } }, { token: null });
    const run = await runMcp(
      door((call) => (call.method === "tools/call" ? openCall(call) : notSpoken(call.id))),
      { input: nobody },
    );
    expect(run.codes).toContain("mcp/unexpected-access");
    const refused = await runMcp(bothEras, { input: nobody });
    expect([refused.status, refused.codes]).toEqual(["pass", []]);
    expect(sentTo(refused)).toEqual(["beside:discover server/discover -", "real stateless call of bucket_list -"]);
  });
});

describe("a stateless door that is spoken and cannot be tried", () => {
  const without = (method: string, answer: (call: StatelessCall) => DoorResult) =>
    door((call) => (call.method === method && call.caller === "good" ? answer(call) : quiltDoor(call)));
  it.each([
    ["headers that a proxy strips", door(({ id }) => statelessError(id, 400, -32020)), "-32020: error -32020", 400],
    [
      "a later revision",
      door(({ id }) => statelessError(id, 400, -32022, { supported: ["2027-06-30"] })),
      "-32022: error -32022",
      400,
    ],
    ["a list that fails", without("tools/list", () => testAnswer(500, "")), "tools/list: server-error", 500],
    ["a list that is refused", without("tools/list", () => testAnswer(403, "")), "tools/list: status 403", 403],
    [
      "a call that hangs",
      without("tools/call", () => testFailure("timeout")),
      "bucket_list (stateless): timeout",
      null,
    ],
    [
      "a call whose headers are lost",
      without("tools/call", ({ id }) => statelessError(id, 400, -32020)),
      "bucket_list (stateless): error -32020",
      400,
    ],
    [
      "none of the tools",
      without("tools/list", ({ id }) => statelessResult(id, { tools: [] })),
      "it offers none of the tools there that are called",
      null,
    ],
  ])("leaves the layer open by %s", async (_, server, detail, status) => {
    const run = await runMcp(server);
    expect([run.status, run.codes.includes("mcp/era-untried")]).toEqual(["inconclusive", true]);
    expect(run.codes.filter((code) => !["mcp/era-untried", "mcp/pass-through"].includes(code))).toEqual([]);
    expect(evidenceOf(run, "mcp/era-untried")).toEqual({ era: ERA, detail, status });
    expect(run.facts).toMatchObject({ "mcp-eras": ["handshake", "stateless"] });
  });

  it("sends no control where the genuine call got no answer", async () => {
    const run = await runMcp(without("tools/call", () => testFailure("timeout")));
    expect(ofDoor(run)).toEqual([]);
  });

  it.each([
    ["its list fails", (call: StatelessCall) => (call.method === "tools/list" ? testAnswer(403, "") : null)],
    [
      "it is spoken otherwise",
      ({ id, method }: StatelessCall) => (method === "server/discover" ? statelessError(id, 400, -32021) : null),
    ],
  ])("is found open all the same where %s", async (_, fault) => {
    const run = await runMcp(door((call) => fault(call) ?? openCall(call)));
    expect([run.status, run.codes]).toEqual([
      "fail",
      expect.arrayContaining(["mcp/open", "mcp/not-enforced", "mcp/era-untried"]),
    ]);
    expect(ofDoor(run)).toEqual([
      "no-token bucket_list (stateless): accepted",
      "tampered bucket_list (stateless): accepted",
    ]);
  });

  it("is no fault where the subject is to be refused, and is refused the list", async () => {
    const refused = mcpInput({ access: { mcp: "refused" } });
    const bare = mcpInput({ access: { mcp: "refused" } }, { token: null });
    const guarded = door((call) =>
      call.method === "server/discover" ? quiltDoor({ ...call, caller: "good" }) : testAnswer(401, ""),
    );
    for (const input of [refused, bare]) {
      const run = await runMcp({ ...guarded, greet: () => testAnswer(401, "") }, { input });
      expect([run.status, run.codes]).toEqual(["pass", []]);
    }
  });

  it("is served to a run without a token although it lists nothing", async () => {
    const bare = mcpInput({ access: { mcp: "refused" } }, { token: null });
    const open = door((call) => {
      if (call.method === "tools/call") return openCall(call);
      return call.method === "server/discover" ? quiltDoor({ ...call, caller: "good" }) : testAnswer(401, "");
    });
    const run = await runMcp(open, { input: bare });
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/unexpected-access"]]);
  });

  it("takes another tool where the first is not offered there", async () => {
    const offered = [{ name: "search_catalog", inputSchema: { type: "object" } }];
    const run = await runMcp(without("tools/list", ({ id }) => statelessResult(id, { tools: offered })));
    expect([run.status, ofDoor(run)[0]]).toEqual(["pass", "no-token search_catalog (stateless): refused"]);
  });
});

describe("a genuine call at the second door", () => {
  const real = (answer: (call: StatelessCall) => DoorResult) =>
    door((call) => (call.method === "tools/call" && call.caller === "good" ? answer(call) : quiltDoor(call)));

  it("that asks back is no answer", async () => {
    const asked = { resultType: "input_required", inputRequests: { a: { method: "sampling/createMessage" } } };
    const run = await runMcp(real(({ id }) => statelessResult(id, asked)));
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/pass-through", "mcp/asks-back"]]);
    const error = "asks for sampling/createMessage in place of an answer";
    expect(evidenceOf(run, "mcp/asks-back")).toEqual({
      ...{ tool: "bucket_list (stateless)", status: 200, error },
      asks: ["sampling/createMessage"],
    });
  });

  it("that fails or is refused fails the layer, though the handshake's was served", async () => {
    const failed = await runMcp(real(({ id }) => statelessResult(id, toolFailure("no such table"))));
    expect([failed.status, evidenceOf(failed, "mcp/tool-failed")?.tool]).toEqual(["fail", "bucket_list (stateless)"]);
    const refused = await runMcp(real(() => testAnswer(401, { error: "invalid_token" })));
    expect([refused.status, evidenceOf(refused, "mcp/unauthorized")?.tool]).toEqual([
      "fail",
      "bucket_list (stateless)",
    ]);
    expect(ofDoor(refused)).toEqual([
      "no-token bucket_list (stateless): refused (idle)",
      "tampered bucket_list (stateless): refused (idle)",
    ]);
  });

  it("whose controls get no answer is proven by none", async () => {
    const run = await runMcp(
      door((call) => (call.caller === "bad" && call.method === "tools/call" ? testAnswer(404, "") : quiltDoor(call))),
    );
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/control-unanswered", "mcp/pass-through"]]);
  });
});

function toolFailure(error: string): object {
  const payload = { success: false, error };
  return {
    content: [{ type: "text", text: JSON.stringify(payload) }],
    structuredContent: { result: payload },
    isError: false,
  };
}
