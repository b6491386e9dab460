import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { parseToken } from "@/lib/token/parse-token";
import { callerArn, catalogIdentity, registryUrl } from "../outputs";
import { type SentRequest, testAnswer, testNow } from "../shared/test-context";
import { mcp } from "./mcp";
import {
  ARN,
  BUCKET,
  type FakeCall,
  type FakeServer,
  goodPayload,
  mcpInput,
  otherToken,
  remote,
  rpcError,
  runMcp,
} from "./test-mcp";

const OTHER_ARN = "arn:aws:sts::111122223333:assumed-role/Writer/bob";
const OTHER_BUCKET = "bucket-b";
const REGISTRY = "https://registry.example.com";
const given = [
  [callerArn, ARN],
  [registryUrl, REGISTRY],
  [catalogIdentity, new Secret("own-identity")],
] as const;

const list = (...names: string[]) => ({ success: true, buckets: names.map((name) => ({ name })), count: names.length });
const who = (arn: string) => ({
  success: true,
  user_identity: { arn, account_id: "111122223333" },
  bucket_permissions: [],
});

/** What the second user is shown where all is well. */
function otherPayload({ tool, values }: FakeCall): object {
  if (tool === "bucket_list") return list(OTHER_BUCKET);
  return tool === "discover_permissions" ? who(OTHER_ARN) : goodPayload(tool, values);
}

/** The registry, which says who asks and what they may see. */
function registry({ request }: SentRequest) {
  const own = request.headers.authorization === "Bearer own-identity";
  return testAnswer(200, {
    data: { me: { name: own ? "ada" : "bob" }, bucketConfigs: [{ name: own ? BUCKET : OTHER_BUCKET }] },
  });
}

const apart: FakeServer = {
  ...remote,
  call: (call) => (call.caller === "other" ? otherPayload(call) : (remote.call?.(call) ?? {})),
  other: registry,
};
/** In place of the calls of some. */
const server = (call: (call: FakeCall) => object | null): FakeServer => ({
  ...apart,
  call: (one) => call(one) ?? apart.call?.(one) ?? {},
});

const run = (fake: FakeServer, more: Parameters<typeof runMcp>[1] = {}) =>
  runMcp(fake, { given, input: mcpInput({}, { other: otherToken() }), ...more });
type Run = Awaited<ReturnType<typeof run>>;
const rows = ({ tables }: Run) => tables.get("two-users")?.rows;
const evidence = (one: Run, code: string) => one.findings.find((finding) => finding.code === code)?.evidence;
const stepsOf = (one: Run, purpose: string) =>
  one.sent.filter((sent) => sent.purpose === purpose).map(({ mark }) => mark.step);

describe("two users at once", () => {
  it("are kept apart, in four rounds and both orders", async () => {
    const one = await run(apart);
    expect(one.status).toBe("pass");
    expect(one.tables.get("two-users")).toEqual({
      id: "two-users",
      title: "Two users at once (4 rounds, both orders)",
      columns: ["trait", "own", "other", "together"].map((id) => expect.objectContaining({ id })),
      rows: [
        { id: "user-at-the-registry", mark: "note", cells: ["user at the registry", "ada", "bob", expect.any(String)] },
        {
          id: "buckets",
          mark: "good",
          cells: ["buckets", BUCKET, OTHER_BUCKET, "8 answers at once, none held the other's"],
        },
        {
          id: "aws-identity",
          mark: "good",
          cells: [
            "AWS identity",
            expect.stringContaining("Reader"),
            expect.stringContaining("Writer"),
            expect.any(String),
          ],
        },
      ],
    });
    expect(one.facts["two-users"]).toBe("kept apart in 16 answers while both called");
  });

  it("are told apart by two tools alone, each in a session of its own, and the registry is asked about both", async () => {
    const one = await run(apart);
    const told = ["tools/call bucket_list", "tools/call discover_permissions"];
    expect(stepsOf(one, "beside:other-user")).toEqual([
      "who the other user is at the registry",
      "initialize",
      "notifications/initialized",
      ...Array.from({ length: 5 }, () => told).flat(),
    ]);
    expect(stepsOf(one, "beside:buckets")).toContain("who this user is at the registry");
    const directly = one.sent.filter(({ mark }) => mark.step?.includes("at the registry"));
    expect(directly.map(({ request }) => [request.method, request.url, request.timeoutMs])).toEqual([
      ["POST", `${REGISTRY}/graphql`, 5000],
      ["POST", `${REGISTRY}/graphql`, 5000],
    ]);
    expect(directly.map(({ request }) => request.headers)).toEqual(
      ["own-identity", otherToken().raw.reveal()].map((bearer) => ({
        accept: "application/json",
        "content-type": "application/json",
        authorization: `Bearer ${bearer}`,
      })),
    );
    expect(JSON.parse(String(directly[0]?.request.body))).toEqual({
      operationName: "BonafideUser",
      query: "query BonafideUser { me { name } bucketConfigs { name } }",
    });
    // The second token is as genuine as the first.
    expect(one.sent.filter(({ purpose, mark }) => purpose === "beside:other-user" && mark.wrongCredential)).toEqual([]);
  });

  it("call in turns first: a server that keeps the last caller mixes up the first", async () => {
    const one = await run(apart);
    const both = one.sent
      .filter(({ mark, purpose }) => mark.step === "tools/call bucket_list" && /repeat|other/.test(purpose))
      .map(({ purpose }) => (purpose === "repeat" ? "own" : "other"));
    // The layer's own repeat and the other user alone come before the rounds.
    expect(both).toEqual([
      "own",
      "other",
      ...["own", "other"],
      ...["other", "own"],
      ...["own", "other"],
      ...["other", "own"],
    ]);
  });

  it("send no more than was announced", async () => {
    const input = mcpInput({}, { other: otherToken() });
    const extra = mcp.plan(input).requests - mcp.plan(mcpInput()).requests;
    expect(extra).toBe(2 + 5 + 40);
    const one = await run(apart);
    expect(one.sent.length).toBeLessThanOrEqual(mcp.plan(input).requests);
    const named = mcpInput({ mcp: { calls: [{ tool: "bucket_list", arguments: {} }] } }, { other: otherToken() });
    const alone = mcpInput({ mcp: { calls: [{ tool: "bucket_list", arguments: {} }] } });
    expect(mcp.plan(named).requests - mcp.plan(alone).requests).toBe(extra);
  });

  it("are not looked at without a second token", async () => {
    const one = await run(apart, { input: mcpInput() });
    expect(one.tables.has("two-users")).toBe(false);
    expect(one.facts).not.toHaveProperty("two-users");
    expect(stepsOf(one, "beside:other-user")).toEqual([]);
  });
});

describe("a mix-up", () => {
  it("fails the layer, and names whom what was shown", async () => {
    const one = await run(
      server(({ caller, tool, nth }) =>
        caller === "good" && tool === "bucket_list" && nth === 4 ? list(OTHER_BUCKET) : null,
      ),
    );
    expect(one.status).toBe("fail");
    expect(evidence(one, "mcp/mixed-users")).toEqual({
      tool: "bucket_list",
      shownTo: "this user",
      onlyTheOtherMaySee: [OTHER_BUCKET],
      when: "both called at once",
      answersMixed: 1,
    });
    expect(rows(one)?.[1]?.mark).toBe("bad");
    expect(one.facts["two-users"]).toBe("mixed up: 1 answers held what only the other may see");
  });

  it("is told of the other user, and of an identity", async () => {
    const one = await run(
      server(({ caller, tool, nth }) =>
        caller === "other" && tool === "discover_permissions" && nth > 1 ? who(ARN) : null,
      ),
    );
    expect(evidence(one, "mcp/mixed-users")).toEqual({
      tool: "discover_permissions",
      shownTo: "the other user",
      onlyTheOtherMaySee: [ARN],
      when: "both called at once",
      answersMixed: 4,
    });
  });

  it("is seen where the other calls later, alone", async () => {
    const one = await run(
      server(({ caller, tool, nth }) =>
        caller === "other" && tool === "bucket_list" && nth === 1 ? list(BUCKET) : null,
      ),
    );
    expect(evidence(one, "mcp/mixed-users")).toMatchObject({
      shownTo: "the other user",
      onlyTheOtherMaySee: [BUCKET],
      when: "it called after the other",
    });
  });

  it("lists each thing shown once, and ten at most", async () => {
    const many = Array.from({ length: 12 }, (_, index) => `theirs-${index}`);
    const mixed = server(({ caller, tool, nth }) => {
      if (tool !== "bucket_list") return null;
      return caller === "other" ? list(...many) : nth > 2 && caller === "good" ? list(...many) : null;
    });
    const both = ({ request }: SentRequest) =>
      testAnswer(200, {
        data: {
          me: { name: "x" },
          bucketConfigs: (request.headers.authorization === "Bearer own-identity" ? [BUCKET] : many).map((name) => ({
            name,
          })),
        },
      });
    const found = evidence(await run({ ...mixed, other: both }), "mcp/mixed-users");
    expect(found).toMatchObject({ answersMixed: 4, onlyTheOtherMaySee: many.slice(0, 10) });
  });
});

describe("a user beside another", () => {
  it("who is refused then leaves it open whether the token works", async () => {
    const one = await run(
      server(({ caller, tool, nth, id }) =>
        caller === "good" && tool === "bucket_list" && nth > 2 ? rpcError(id, "JWT token invalid or expired") : null,
      ),
    );
    expect(one.status).toBe("inconclusive");
    expect(evidence(one, "mcp/not-repeatable")).toEqual({
      beside: "another user's calls",
      tools: Array.from({ length: 4 }, () => "bucket_list: JWT token invalid or expired"),
    });
  });

  it("whose refusal is long has it cut", async () => {
    const long = `JWT token invalid or expired ${"x".repeat(300)}`;
    const one = await run(
      server(({ caller, tool, nth, id }) =>
        caller === "good" && tool === "bucket_list" && nth > 2 ? rpcError(id, long) : null,
      ),
    );
    expect(evidence(one, "mcp/not-repeatable")?.tools).toEqual(
      Array.from({ length: 4 }, () => `bucket_list: ${long}`.slice(0, 200)),
    );
  });

  it("who is refused everywhere is told apart by that, and knocks again beside each call", async () => {
    const refused: FakeServer = {
      ...apart,
      greet: (caller) =>
        caller === "other" ? testAnswer(401, { error: "Unauthorized" }) : (remote.greet?.(caller) ?? null),
      other: (sent) =>
        sent.request.headers.authorization === "Bearer own-identity" ? registry(sent) : testAnswer(403, ""),
    };
    const one = await run(refused);
    expect(rows(one)?.[0]?.cells.slice(1, 3)).toEqual(["ada", "refused"]);
    expect(stepsOf(one, "beside:other-user").filter((step) => step === "initialize")).toHaveLength(1 + 4 * 2);
    expect(one.status).toBe("pass");
  });

  it("gets told nothing where both may see the same", async () => {
    const same: FakeServer = {
      ...remote,
      call: (call) => (call.caller === "other" ? goodPayload(call.tool, call.values) : (remote.call?.(call) ?? {})),
      other: () => testAnswer(200, { data: { me: { name: "ada" }, bucketConfigs: [{ name: BUCKET }] } }),
    };
    expect((await run(same)).facts["two-users"]).toContain("nothing tells the two apart");
  });

  it("is not compared where this token got no answer that tells users apart", async () => {
    const one = await run(
      server(({ caller, tool }) =>
        caller === "good" && tool !== "search_catalog" ? { success: false, error: "no" } : null,
      ),
    );
    expect(one.facts["two-users"]).toContain("not compared");
    expect(one.tables.has("two-users")).toBe(false);
    expect(stepsOf(one, "beside:other-user")).toEqual([]);
  });

  it("is not compared by a tool that is slow alone", async () => {
    const slow = server(() => null);
    const one = await run({ ...slow, toolMs: { discover_permissions: 5000, bucket_list: 4999 } });
    expect(stepsOf(one, "beside:other-user").filter((step) => step?.startsWith("tools/call"))).toEqual(
      Array.from({ length: 5 }, () => "tools/call bucket_list"),
    );
  });

  it("is compared in as many rounds as half a minute holds", async () => {
    let at = testNow;
    const now = () => {
      at += 16_000;
      return at;
    };
    const one = await run(apart, { now });
    expect(one.tables.get("two-users")?.title).toContain("(1 rounds");
    expect(one.facts["two-users"]).toContain("too few answers while both called");
  });

  it("is compared no longer once the run is cancelled", async () => {
    const cancel = new AbortController();
    const one = await run(
      server(({ caller, nth }) => {
        if (caller === "other" && nth === 2) cancel.abort();
        return null;
      }),
      { signal: cancel.signal },
    );
    expect(one.tables.get("two-users")?.title).toContain("(1 rounds");
  });
});

describe("what the registry says directly", () => {
  const cellsOf = async (other: NonNullable<FakeServer["other"]>) =>
    rows(await run({ ...apart, other }))?.[0]?.cells.slice(1, 3);

  it.each([
    ["nobody, where it names none", testAnswer(200, { data: { me: null, bucketConfigs: [] } }), "nobody"],
    ["nobody, where the name is none", testAnswer(200, { data: { me: { name: 3 }, bucketConfigs: [] } }), "nobody"],
    ["refused with 401", testAnswer(401, ""), "refused"],
    ["refused with 403", testAnswer(403, ""), "refused"],
    ["not said, where there are no buckets to compare", testAnswer(200, { data: { me: { name: "x" } } }), "not said"],
    ["not said, where there is no data", testAnswer(200, { errors: [] }), "not said"],
    ["not said at another status", testAnswer(500, { data: { me: { name: "x" }, bucketConfigs: [] } }), "not said"],
    ["not said without JSON", testAnswer(200, "hello"), "not said"],
  ])("is %s", async (_, answer, said) => {
    expect(await cellsOf(() => answer)).toEqual([said, said]);
  });

  it("leaves out what is no name of a bucket", async () => {
    const odd = () =>
      testAnswer(200, { data: { me: { name: "x" }, bucketConfigs: [null, {}, { name: 3 }, { name: "b" }] } });
    expect(rows(await run({ ...apart, other: odd }))?.[1]?.cells.slice(1, 3)).toEqual(["b", "b"]);
  });

  it("is not asked where no registry, or no identity at it, is known", async () => {
    for (const known of [given.slice(0, 1), given.slice(0, 2)]) {
      const one = await run(apart, { given: known });
      expect(one.sent.filter(({ mark }) => mark.step === "who this user is at the registry")).toEqual([]);
      expect(rows(one)?.[0]?.cells[1]).toBe("not said");
    }
    expect(
      (await run(apart, { given: given.slice(0, 1) })).sent.some(({ mark }) =>
        mark.step?.includes("the other user is"),
      ),
    ).toBe(false);
  });

  it("is asked at the registry's address, whatever it ends with", async () => {
    const one = await run(apart, { given: [given[0], [registryUrl, `${REGISTRY}//`], given[2]] });
    expect(one.sent.find(({ mark }) => mark.step?.includes("at the registry"))?.request.url).toBe(
      `${REGISTRY}/graphql`,
    );
  });

  it("is not asked for a token that carries no identity at the catalog", async () => {
    const parsed = parseToken(
      [
        "eyJhbGciOiJIUzI1NiJ9",
        Buffer.from('{"role_arn":"arn:aws:iam::111122223333:role/R"}').toString("base64url"),
        "AAAA",
      ].join("."),
    );
    if (!parsed.ok) throw new Error("unreadable");
    const one = await run(apart, { input: mcpInput({}, { other: parsed.token }) });
    expect(one.sent.some(({ mark }) => mark.step === "who the other user is at the registry")).toBe(false);
  });
});
