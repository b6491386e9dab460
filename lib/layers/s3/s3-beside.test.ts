import { describe, expect, it } from "vitest";
import type { Output } from "@/lib/diagnosis/layer";
import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { awsCredentials, awsRegion, catalogIdentity, registryUrl } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, type SentRequest, testAnswer, testFailure, testInput } from "../shared/test-context";
import { s3 } from "./s3";
import { listXml, s3Error, testAccess } from "./test-s3";

const BUCKET = "quilt-data";
const REGISTRY = "https://registry.example.com";
const MAY = "2026-05-01T10:00:00.000Z";
const JUNE = "2026-06-01T10:00:00.000Z";
const token = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4_000_000_000 } }));
const denied = s3Error(403, "AccessDenied");

const access: readonly (readonly [Output<unknown>, unknown])[] = [
  [awsCredentials, testAccess.credentials],
  [awsRegion, testAccess.region],
];
const catalog: readonly (readonly [Output<unknown>, unknown])[] = [
  [registryUrl, REGISTRY],
  [catalogIdentity, new Secret("bearer-of-nobody-0000")],
];

function registryAnswer(): DoorResult {
  const listed = [{ name: BUCKET }, { name: "another" }];
  const me = { name: "ada", isAdmin: false, role: { name: "R" } };
  return testAnswer(200, { data: { me, bucketConfigs: listed, buckets: listed } });
}

interface Given {
  readonly target?: Partial<LayerInput["target"]>;
  readonly input?: Partial<Omit<LayerInput, "target">>;
  readonly real?: DoorResult;
  readonly given?: readonly (readonly [Output<unknown>, unknown])[];
}

/** S3 as it refuses a wrong secret and an unsigned request; what is asked beside the layer's own call it gives. */
async function run({ real = listXml(BUCKET), ...setting }: Given = {}) {
  const answer = ({ purpose, request, mark }: SentRequest): DoorResult => {
    if (request.url.startsWith(REGISTRY)) return registryAnswer();
    if (purpose.startsWith("control:")) return denied;
    if (mark.step === undefined) return real;
    const objects = [{ key: "a", modified: MAY }, { key: "b", modified: JUNE }, { key: "c" }];
    const { hostname } = new URL(request.url);
    return request.url.includes("list-type=2") ? listXml(hostname.split(".s3.")[0] ?? "", objects) : denied;
  };
  const made = createTestContext({
    layer: s3,
    input: testInput({ token, ...setting.input, target: { s3: { bucket: BUCKET }, ...setting.target } }),
    given: setting.given ?? access,
    send: answer,
  });
  const seen = await made.run();
  return { ...made, ...seen, steps: made.sent.map(({ mark }) => mark.step).filter((step) => step !== undefined) };
}

describe("the newest object", () => {
  const short = listXml(BUCKET, [{ key: "a", modified: MAY }], true);
  const searched = { registryUrl: REGISTRY };
  const newest = ({ outputs }: Awaited<ReturnType<typeof run>>) => outputs.get("newestObject");

  it("is given from the layer's own list, of no further request", async () => {
    const seen = await run({ real: listXml(BUCKET, [{ key: "a", modified: MAY }]), target: searched });
    expect(newest(seen)).toEqual({ bucket: BUCKET, prefix: "", at: MAY, keys: 1, whole: true });
    expect(seen.sent).toHaveLength(4);
  });

  it("is looked for in a longer list where the layer's own breaks off, before the layer ends", async () => {
    const seen = await run({ real: short, target: searched });
    expect(newest(seen)).toEqual({ bucket: BUCKET, prefix: "", at: JUNE, keys: 3, whole: true });
    expect(seen).toMatchObject({ status: "pass", codes: [], summary: `1 or more keys under s3://${BUCKET}/` });
    expect(seen.sent).toHaveLength(5);
    const longer = seen.sent.find(({ mark }) => mark.step !== undefined);
    expect(longer?.request.url).toBe(`https://${BUCKET}.s3.eu-central-1.amazonaws.com/?list-type=2&max-keys=1000`);
    expect(longer?.request.headers.authorization).toContain(`Credential=${testAccess.credentials.accessKeyId}/`);
  });

  const none = { why: "S3 gave no list: 200, not a list of this bucket" };
  it.each<[string, Given, unknown]>([
    ["a list that is another bucket's", { real: listXml("another", [{ key: "a", modified: MAY }], true) }, none],
    ["a list that is no list", { real: listXml(BUCKET, [{ key: "", modified: MAY }], true) }, none],
    ["a list that is refused", { real: s3Error(403, "AccessDenied") }, { why: "S3 gave no list: AccessDenied" }],
    [
      "a subject that should be refused",
      { real: short, target: { ...searched, access: { s3: "refused" } } },
      undefined,
    ],
  ])("is not looked for in %s", async (_, given, expected) => {
    const seen = await run({ target: searched, ...given });
    expect(newest(seen)).toEqual(expected);
    expect(seen.steps).toEqual([]);
  });

  it("is announced as one request more, where it may be looked for", () => {
    const requests = (target: Partial<LayerInput["target"]>) =>
      s3.plan(testInput({ token, target: { region: "eu-central-1", s3: { bucket: BUCKET }, ...target } })).requests;
    expect([requests({}), requests(searched)]).toEqual([4, 5]);
    expect([requests({ ...searched, s3: {} }), requests({ s3: {} })]).toEqual([0, 0]);
  });
});

describe("the table of buckets", () => {
  const asked = { input: { permissions: true }, given: [...access, ...catalog] } as const;

  it("is shown beside the layer's own bucket, before the layer ends", async () => {
    const seen = await run(asked);
    expect(seen).toMatchObject({ status: "pass", codes: [] });
    expect(seen.tables.get("permissions")?.rows).toEqual([
      { id: BUCKET, mark: "unknown", cells: [BUCKET, "the active role", "yes", expect.any(String)] },
      { id: "another", mark: "unknown", cells: ["another", "the active role", "yes", expect.any(String)] },
    ]);
  });

  it("is not shown where it is not asked for", async () => {
    const seen = await run({ given: asked.given });
    expect([...seen.tables]).toEqual([]);
    expect(seen.steps).toEqual([]);
  });

  it.each([
    ["the session is over", s3Error(400, "ExpiredToken"), "ExpiredToken"],
    ["no answer came", testFailure("timeout"), "timeout"],
  ])("is empty where %s", async (_, real, why) => {
    const seen = await run({ ...asked, real });
    expect(seen.tables.get("permissions")?.rows).toEqual([
      { id: "not-asked", mark: "note", cells: [expect.stringContaining(why)] },
    ]);
    expect(seen.steps).toEqual([]);
  });
});

describe("a target without a bucket", () => {
  const none = { target: { s3: {} }, input: { permissions: true } } as const;

  it("has the table alone, and the layer stays not applicable", async () => {
    const seen = await run({ ...none, given: [...access, ...catalog] });
    expect(seen).toMatchObject({ status: "not-applicable", summary: "no bucket named in the target", codes: [] });
    expect(seen.tables.get("permissions")?.rows.map(({ cells }) => cells[0])).toEqual([BUCKET, "another"]);
    expect(seen.controls).toEqual([]);
    expect(seen.sent.every(({ mark }) => mark.step !== undefined)).toBe(true);
  });

  it.each([
    ["credentials", [[awsRegion, testAccess.region], ...catalog]],
    ["a region", [[awsCredentials, testAccess.credentials], ...catalog]],
    ["both", catalog],
  ] as const)("has no table without %s", async (_, given) => {
    const seen = await run({ ...none, given });
    expect(seen).toMatchObject({ status: "not-applicable", summary: "no bucket named in the target" });
    expect(seen.tables.get("permissions")?.rows).toEqual([
      { id: "not-asked", mark: "note", cells: ["there are no AWS credentials to ask with"] },
    ]);
    expect(seen.sent).toEqual([]);
  });

  it("waits for nothing, and goes nowhere but to what the table needs", () => {
    const input = (permissions: boolean) =>
      testInput({ token, permissions, target: { registryUrl: REGISTRY, region: "eu-central-1", s3: {} } });
    expect(s3.needs(input(true))).toEqual([]);
    expect(s3.uses(input(true))).toEqual([]);
    expect(s3.plan(input(false))).toEqual({
      requests: 0,
      wrongCredentials: 0,
      awsSessionsMinted: 0,
      destinations: [],
    });
    expect(s3.plan(input(true)).destinations).toEqual([
      REGISTRY,
      "the buckets that the registry lists, at S3 in eu-central-1",
    ]);
    expect(s3.doing(input(true))).not.toContain("s3://");
  });
});

describe("a refusal of S3", () => {
  const evidenceOf = async (message: string) =>
    (await run({ real: s3Error(403, "AccessDenied", message) })).findings[0];
  const base = { status: 403, awsCode: "AccessDenied" };

  it.each<[string, object]>([
    ["not authorized to perform: s3:ListBucket", { action: "s3:ListBucket" }],
    ["refused with an explicit deny in a service control policy", { policyType: "service control policy" }],
    ["refused with an explicit deny in a rule of ours", {}],
    [
      "User: arn:aws:iam::1:user/ada is not authorized, because no session policy allows this, on resource: arn:aws:s3:::b",
      { principal: "arn:aws:iam::1:user/ada", policyType: "session policy", resource: "arn:aws:s3:::b" },
    ],
  ])("shows what it says and nothing else: %s", async (message, said) => {
    expect((await evidenceOf(message))?.evidence).toEqual({ ...base, message, ...said });
  });

  it("is a server's own from 500 on", async () => {
    expect(await run({ real: s3Error(500, "SomethingNew") })).toMatchObject({ codes: ["s3/server-error"] });
    expect(await run({ real: s3Error(499, "SomethingNew") })).toMatchObject({ codes: ["s3/unexpected-status"] });
  });

  it("that names another fault of AWS than S3 reports is unexpected", async () => {
    expect(await run({ real: s3Error(400, "IDPRejectedClaim") })).toMatchObject({ codes: ["s3/unexpected-status"] });
  });

  it("is none where the run was cancelled: nothing is found", async () => {
    expect(await run({ real: testFailure("cancelled") })).toMatchObject({ codes: [], facts: {} });
  });
});
