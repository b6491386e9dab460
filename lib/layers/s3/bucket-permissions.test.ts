import { describe, expect, it } from "vitest";
import type { Output } from "@/lib/diagnosis/layer";
import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { catalogIdentity, registryUrl } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testAnswer, testFailure, testInput } from "../shared/test-context";
import { showPermissions } from "./bucket-permissions";
import { s3 } from "./s3";
import { listXml, testAccess } from "./test-s3";

const access = testAccess;
const token = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4_000_000_000 } }));
const REGISTRY = "https://registry.example.com";
const given: readonly (readonly [Output<unknown>, unknown])[] = [
  [registryUrl, REGISTRY],
  [catalogIdentity, new Secret("bearer-of-nobody-0000")],
];
const me = { name: "ada", isAdmin: false, role: { name: "R" } };

type Answer = (bucket: string, request: DoorRequest) => DoorResult | Promise<DoorResult>;

const oneByte = () => testAnswer(206, "x", { "content-range": "bytes 0-0/5", "content-length": "1" });

/** AWS as it answers a role that may list and read everything. */
const generous: Answer = (bucket, request) => (request.url.includes("list-type=2") ? listXml(bucket) : oneByte());

interface Setting {
  readonly names?: readonly string[];
  readonly registry?: (request: DoorRequest) => DoorResult;
  readonly s3?: Answer;
  readonly bucket?: string;
  readonly timeoutMs?: number;
  readonly clock?: { ms: number };
  readonly signal?: AbortSignal;
  readonly token?: LayerInput["token"];
}

function bucketOf(url: string): string {
  const { hostname, pathname } = new URL(url);
  return hostname.startsWith("s3.") ? (pathname.split("/")[1] ?? "") : (hostname.split(".s3.")[0] ?? "");
}

async function show(setting: Setting) {
  const { names = ["one", "two"], clock = { ms: 0 }, s3: answer = generous } = setting;
  const list = names.map((name) => ({ name }));
  const registry = setting.registry ?? (() => testAnswer(200, { data: { me, bucketConfigs: list, buckets: list } }));
  const made = createTestContext({
    layer: s3,
    input: testInput({
      permissions: true,
      token: setting.token ?? null,
      timeoutMs: setting.timeoutMs ?? 60_000,
      target: { registryUrl: REGISTRY, s3: setting.bucket === undefined ? {} : { bucket: setting.bucket } },
    }),
    given,
    ...(setting.signal === undefined ? {} : { signal: setting.signal }),
    send: ({ request }) =>
      request.url.startsWith(REGISTRY) ? registry(request) : answer(bucketOf(request.url), request),
  });
  await showPermissions({ ...made.context, now: () => clock.ms }, access, null);
  const table = made.tables.get("permissions");
  if (table === undefined) throw new Error("no table");
  const toS3 = made.sent.filter(({ request }) => !request.url.startsWith(REGISTRY)).map(({ request }) => request);
  return { ...made, table, toS3, cells: table.rows.map((row) => [row.mark, ...row.cells]) };
}

describe("the table of permissions", () => {
  it("asks each bucket for a list and one byte, at its own host, which alone is allowed", async () => {
    const { cells, toS3, allowed, findings } = await show({});
    expect(cells).toEqual([
      ["good", "one", "the active role", "yes", "yes"],
      ["good", "two", "the active role", "yes", "yes"],
    ]);
    expect(toS3.map(({ url }) => url).sort()).toEqual([
      "https://one.s3.eu-central-1.amazonaws.com/?list-type=2&max-keys=10",
      "https://one.s3.eu-central-1.amazonaws.com/k?x-id=GetObject",
      "https://two.s3.eu-central-1.amazonaws.com/?list-type=2&max-keys=10",
      "https://two.s3.eu-central-1.amazonaws.com/k?x-id=GetObject",
    ]);
    expect(allowed).toEqual(
      ["one", "two"].map((name) => ({ origin: `https://${name}.s3.eu-central-1.amazonaws.com`, trust: "derived" })),
    );
    expect(findings).toEqual([]);
  });

  it("tries six at once, no more and no fewer, and keeps the catalog's order", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `bucket-${index}`);
    let open = 0;
    let most = 0;
    const { table } = await show({
      names,
      s3: async (bucket, request) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, 1 + (bucket.length % 3)));
        open -= 1;
        return generous(bucket, request);
      },
    });
    expect(most).toBe(6);
    expect(table.rows.map(({ cells: [name] }) => name)).toEqual(names);
  });

  it("shows 50 of 73, and the target's own among them", async () => {
    const names = Array.from({ length: 73 }, (_, index) => `bucket-${index}`);
    const { table, toS3 } = await show({ names, bucket: "bucket-72" });
    expect(table.title).toContain("50 of 73 shown");
    expect(table.rows).toHaveLength(50);
    expect(table.rows[0]?.cells[0]).toBe("bucket-72");
    expect(toS3).toHaveLength(100);
  });

  it("gives each request five seconds, and the table twenty: what is left is not asked", async () => {
    const clock = { ms: 0 };
    const names = Array.from({ length: 50 }, (_, index) => `bucket-${index}`);
    const limits: number[] = [];
    const { cells, toS3 } = await show({
      names,
      clock,
      s3: async (bucket, { timeoutMs }) => {
        limits.push(timeoutMs);
        const startedAt = clock.ms;
        await Promise.resolve();
        clock.ms = Math.max(clock.ms, startedAt + timeoutMs);
        return bucket.endsWith("-0") ? generous(bucket, { url: "list-type=2" } as DoorRequest) : testFailure("timeout");
      },
    });
    expect(Math.max(...limits)).toBe(5_000);
    expect(clock.ms).toBeLessThanOrEqual(20_000);
    expect(toS3.length).toBeLessThan(50);
    expect(cells.filter((row) => row.includes("no answer: timeout")).length).toBeGreaterThan(5);
    expect(cells.at(-1)).toEqual(["note", "bucket-49", "the active role", "not asked: out of time", "not asked"]);
  });

  it("puts the target's own bucket first, and shows it once", async () => {
    const { cells, toS3 } = await show({ names: ["one", "two", "three"], bucket: "two" });
    expect(cells.map((row) => row[1])).toEqual(["two", "one", "three"]);
    expect(toS3).toHaveLength(6);
  });

  it("asks nothing of a name that is no bucket's, or that repeats a secret, which it does not show", async () => {
    const { cells, toS3 } = await show({
      names: ["No Bucket", access.credentials.sessionToken, "my-header.payload-1"],
    });
    expect(cells).toEqual([
      ["note", "No Bucket", "the active role", "not asked: not a bucket's name", "not asked"],
      ["note", "(withheld)", "the active role", "not asked: the name repeats a secret", "not asked"],
      ["note", "my-header.payload-1", "the active role", "not asked: dots in the name", "not asked"],
    ]);
    expect(toS3).toEqual([]);
  });

  it("withholds a name that repeats the run's token, the bearer or the secret key", async () => {
    const names = [token.raw.reveal().slice(-40), "bearer-of-nobody-0000", access.credentials.secretAccessKey];
    const { cells, toS3 } = await show({ names, token });
    expect(cells.map((row) => row[1])).toEqual(["(withheld)", "(withheld)", "(withheld)"]);
    expect(toS3).toEqual([]);
  });

  it("takes the run's deadline where that is shorter", async () => {
    const { toS3 } = await show({ timeoutMs: 700 });
    expect(toS3.every(({ timeoutMs }) => timeoutMs === 700)).toBe(true);
  });

  it("sends nothing more once the run is stopped", async () => {
    const stop = new AbortController();
    const names = Array.from({ length: 30 }, (_, index) => `bucket-${index}`);
    const { cells, toS3 } = await show({
      names,
      signal: stop.signal,
      s3: () => {
        stop.abort();
        return testFailure("cancelled");
      },
    });
    expect(toS3.length).toBeLessThanOrEqual(6);
    expect(new Set(cells.map((row) => row[3]))).toEqual(
      new Set(["no answer: the run was stopped", "not asked: the run was stopped"]),
    );
  });

  it.each([
    ["an access key as a key", `x/${access.credentials.sessionToken}`],
    ["a path out of the bucket", "../../other/x"],
    ["a folder", "raw/"],
  ])("reads no object whose key is %s", async (_, key) => {
    const { cells, toS3 } = await show({
      names: ["one"],
      s3: () => listXml("one", [{ key, size: 5 }]),
    });
    expect(toS3).toHaveLength(1);
    expect(cells).toEqual([
      ["unknown", "one", "the active role", "yes", "not tried: no listed object holds a byte to read"],
    ]);
  });

  it("keeps nothing of what S3 gives", async () => {
    const { sent } = await show({});
    const marks = sent.filter(({ request }) => !request.url.startsWith(REGISTRY)).map(({ mark }) => mark);
    expect(marks.every(({ answerIsData, step }) => answerIsData === true && step !== undefined)).toBe(true);
  });
});

describe("what the catalog lists", () => {
  const listed =
    (data: unknown, ofRole: readonly unknown[] = []) =>
    (request: DoorRequest) =>
      String(request.body).includes("BonafideRoleBuckets")
        ? testAnswer(200, { data: { buckets: ofRole } })
        : testAnswer(200, { data });

  it("for the user alone is told from what it lists for the role", async () => {
    const { cells } = await show({
      registry: listed({ me, bucketConfigs: [{ name: "one" }, { name: "two" }] }, [{ name: "one" }]),
    });
    expect(cells.map((row) => row[2])).toEqual(["the active role", "the user, not the active role"]);
  });

  it.each([
    ["nobody", { me: null, bucketConfigs: [{ name: "one" }] }, /sees no user/],
    ["nothing", { me, bucketConfigs: [] }, /lists no bucket/],
    ["another shape", { me, bucketConfigs: [{ title: "x" }] }, /gave no list of buckets/],
    ["nulls", null, /gave no list of buckets/],
  ])("as %s leaves nothing to ask, and says so", async (_, data, why) => {
    const { table, toS3 } = await show({ registry: listed(data) });
    expect(toS3).toEqual([]);
    expect(table.columns).toEqual([{ id: "not-asked", label: expect.any(String) }]);
    expect(table.rows[0]?.cells[0]).toMatch(why);
  });

  it.each([
    [testAnswer(401, { message: "no" }), /status 401/],
    [testAnswer(502, "bad gateway"), /server-error/],
    [testAnswer(200, "<html>", { "content-type": "text/html" }), /HTML/],
    [testFailure("timeout"), /timeout/],
  ])("cannot be known from a failure", async (answer, why) => {
    const { table, toS3 } = await show({ registry: () => answer });
    expect(toS3).toEqual([]);
    expect(table.rows[0]?.cells[0]).toMatch(why);
  });

  it.each([
    ["credentials", null, null, /no AWS credentials/],
    ["a call that leaves anything to ask", access, "the session is over", /^the session is over$/],
  ])("is not asked for without %s", async (_, known, pointless, why) => {
    const made = createTestContext({ layer: s3, given });
    await showPermissions(made.context, known, pointless);
    expect(made.tables.get("permissions")?.rows).toEqual([
      { id: "not-asked", mark: "note", cells: [expect.stringMatching(why)] },
    ]);
    expect(made.sent).toEqual([]);
  });

  it("is not asked for without a registry, and that is said", async () => {
    const made = createTestContext({ layer: s3, given: given.slice(1) });
    await showPermissions(made.context, access, null);
    expect(made.tables.get("permissions")?.rows[0]?.cells).toEqual(["no registry URL"]);
    expect(made.sent).toEqual([]);
  });

  it("is not asked for without a catalog identity, and that is said", async () => {
    const made = createTestContext({ layer: s3, given: [[registryUrl, REGISTRY]] });
    await showPermissions(made.context, access, null);
    expect(made.tables.get("permissions")?.rows[0]?.cells).toEqual(["this token carries no catalog identity"]);
    expect(made.sent).toEqual([]);
  });
});
