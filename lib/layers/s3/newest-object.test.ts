import { describe, expect, it } from "vitest";
import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { ListedObjects } from "@/lib/clients/aws/list-objects";
import type { DoorResult } from "@/lib/http/door-types";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testAnswer, testFailure, testInput } from "../shared/test-context";
import { comparesIndex, watchNewest } from "./newest-object";
import { s3 } from "./s3";
import { listXml, readList, s3Error, testAccess } from "./test-s3";

type Target = Partial<LayerInput["target"]>;

const BUCKET = "quilt-data";
const MAY = "2026-05-01T10:00:00.000Z";
const JUNE = "2026-06-01T10:00:00.000Z";
const searchable: Target = { registryUrl: "https://registry.example.com", s3: { bucket: BUCKET } };

describe("whether the index is set beside the bucket", () => {
  it.each<[string, Target, boolean]>([
    ["a registry that searches the bucket", searchable, true],
    ["a catalog that searches it", { catalogUrl: "https://c.example.com", s3: { bucket: BUCKET } }, true],
    ["both", { ...searchable, catalogUrl: "https://c.example.com" }, true],
    ["neither of them", { s3: { bucket: BUCKET } }, false],
    ["the old search, which says no time", { ...searchable, search: { api: "legacy" } }, false],
    ["the search by GraphQL, named", { ...searchable, search: { api: "graphql" } }, true],
    ["a search of the same bucket, named", { ...searchable, search: { bucket: BUCKET } }, true],
    ["a search of another bucket", { ...searchable, search: { bucket: "another" } }, false],
    ["a search of a bucket, and none to list", { ...searchable, s3: {}, search: { bucket: BUCKET } }, false],
    ["no bucket at all", { ...searchable, s3: {} }, false],
  ])("with %s", (_, target, compares) => {
    expect(comparesIndex(testInput({ target }))).toBe(compares);
  });
});

async function watch(
  list: AwsCall<ListedObjects>,
  target: Target = searchable,
  answer: DoorResult | Promise<DoorResult> = testFailure("unreachable"),
) {
  const bucket = target.s3?.bucket ?? BUCKET;
  const made = createTestContext({ layer: s3, input: testInput({ target }), send: () => answer });
  const newest = watchNewest(made.context, { ...testAccess, bucket });
  newest.onList(list, true);
  await newest.done();
  return { ...made, given: made.outputs.get("newestObject") };
}

describe("the newest object of a whole list", () => {
  const whole = readList({ name: BUCKET, truncated: false, newest: MAY });

  it("is given as it stands, and nothing more is asked", async () => {
    const { given, sent } = await watch(whole);
    expect(given).toEqual({ bucket: BUCKET, prefix: "", at: MAY, keys: 1, whole: true });
    expect(sent).toEqual([]);
  });

  it("says under which prefix, and of how many keys", async () => {
    const objects = ["raw/a", "raw/b"].map((key) => ({ key, size: 1, storageClass: undefined }));
    const target = { ...searchable, s3: { bucket: BUCKET, prefix: "raw/" } };
    const { given } = await watch(readList({ name: BUCKET, truncated: false, newest: MAY, objects }), target);
    expect(given).toEqual({ bucket: BUCKET, prefix: "raw/", at: MAY, keys: 2, whole: true });
  });

  it("is not of the whole bucket where the list does not say so", async () => {
    expect((await watch(readList({ name: BUCKET, newest: MAY }))).given).toMatchObject({ whole: false });
  });

  it.each<[string, AwsCall<ListedObjects>, Target, string]>([
    [
      "of a list without times",
      readList({ name: BUCKET, truncated: false, newest: null }),
      searchable,
      "S3 gave no times of the objects",
    ],
    [
      "of another bucket's list",
      readList({ name: "another", truncated: false, newest: MAY }),
      searchable,
      "S3 gave no list of this bucket",
    ],
    ["of a list that was not given", { ...whole, value: null }, searchable, "S3 gave no list of this bucket"],
    ["for a target without a bucket", whole, { ...searchable, s3: {} }, "S3 gave no list of this bucket"],
    [
      "of an empty bucket",
      readList({ name: BUCKET, truncated: false, objects: [] }),
      searchable,
      "the bucket is empty",
    ],
    [
      "under an empty prefix",
      readList({ name: BUCKET, truncated: false, objects: [] }),
      { ...searchable, s3: { bucket: BUCKET, prefix: "raw/" } },
      "nothing is under raw/",
    ],
  ])("is not known %s", async (_, list, target, why) => {
    const { given, sent } = await watch(list, target);
    expect(given).toEqual({ why });
    expect(sent).toEqual([]);
  });
});

describe("a list that was refused", () => {
  const refused = (real: DoorResult, code: string | null): AwsCall<ListedObjects> => ({
    raw: real,
    value: null,
    error: code === null ? null : { code, message: "", status: 403, region: null, endpoint: null },
    requestId: null,
  });

  it.each<[AwsCall<ListedObjects>, string]>([
    [refused(testAnswer(403), "AccessDenied"), "S3 gave no list: AccessDenied"],
    [refused(testFailure("timeout"), null), "S3 gave no list: timeout"],
    [refused(testFailure("cancelled"), null), "S3 gave no list: cancelled"],
    [refused(testAnswer(200), null), "S3 gave no list: 200, not a list of this bucket"],
  ])("leaves it unknown, and does not say that there is none: %#", async (list, why) => {
    const made = createTestContext({ layer: s3, input: testInput({ target: searchable }) });
    const newest = watchNewest(made.context, { ...testAccess, bucket: BUCKET });
    newest.onList(list, false);
    await newest.done();
    expect(made.outputs.get("newestObject")).toEqual({ why });
    expect(made.sent).toEqual([]);
  });
});

describe("a list that breaks off", () => {
  const short = readList({ name: BUCKET, truncated: true, newest: MAY });
  const objects = [
    { key: "a", modified: MAY },
    { key: "b", modified: JUNE },
    { key: "c", modified: MAY },
  ];

  it("is followed by one of up to a thousand keys, whose newest object counts", async () => {
    const { given, sent } = await watch(short, searchable, listXml(BUCKET, objects));
    expect(given).toEqual({ bucket: BUCKET, prefix: "", at: JUNE, keys: 3, whole: true });
    expect(sent.map(({ purpose, mark }) => [purpose, mark])).toEqual([
      ["beside:newest-object", { step: expect.any(String) }],
    ]);
    expect(sent[0]?.mark.step).not.toBe("");
    expect(sent[0]?.request).toMatchObject({
      method: "GET",
      url: `https://${BUCKET}.s3.eu-central-1.amazonaws.com/?list-type=2&max-keys=1000`,
      timeoutMs: 5000,
    });
    expect(sent[0]?.request.headers.authorization).toContain(`Credential=${testAccess.credentials.accessKeyId}/`);
  });

  it("is followed at the place that the target names, under its prefix", async () => {
    const aws = { s3Endpoint: "http://localhost:9000", forcePathStyle: true };
    const target = { ...searchable, aws, s3: { bucket: BUCKET, prefix: "raw/" } };
    const { given, sent } = await watch(short, target, listXml(BUCKET, objects, true));
    expect(given).toEqual({ bucket: BUCKET, prefix: "raw/", at: JUNE, keys: 3, whole: false });
    const url = new URL(sent[0]?.request.url ?? "");
    expect([url.origin, url.pathname]).toEqual(["http://localhost:9000", `/${BUCKET}/`]);
    expect(Object.fromEntries(url.searchParams)).toEqual({ "list-type": "2", "max-keys": "1000", prefix: "raw/" });
  });

  it.each<[string, DoorResult, string]>([
    ["is not answered", testFailure("timeout"), "a longer list was not given: timeout"],
    ["is refused", s3Error(403, "AccessDenied"), "a longer list was not given: AccessDenied"],
    ["is another bucket's", listXml("another", objects), "a longer list was not given: 200, not a list of this bucket"],
    [
      "holds the same keys again",
      listXml(BUCKET, [{ key: "a", modified: JUNE }], true),
      "a longer list repeated these",
    ],
  ])("counts itself where the longer one %s, and that is said", async (_, answer, longer) => {
    const { given, sent } = await watch(short, searchable, answer);
    expect(sent).toHaveLength(1);
    expect(given).toEqual({ bucket: BUCKET, prefix: "", at: MAY, keys: 1, whole: false, longer });
  });

  it("is not known where neither list says a time", async () => {
    const { given } = await watch(short, searchable, listXml(BUCKET));
    expect(given).toEqual({ why: "S3 gave no times of the objects" });
    const timeless = readList({ name: BUCKET, truncated: true, newest: null });
    const after = await watch(timeless, searchable, testFailure("timeout"));
    expect(after.given).toEqual({ why: "S3 gave no times of the objects; a longer list was not given: timeout" });
    expect((await watch(timeless, searchable, listXml(BUCKET, objects))).given).toMatchObject({ at: JUNE });
  });

  it("is replaced by as short a one that is whole", async () => {
    const { given } = await watch(short, searchable, listXml(BUCKET, [{ key: "a", modified: JUNE }]));
    expect(given).toEqual({ bucket: BUCKET, prefix: "", at: JUNE, keys: 1, whole: true });
  });

  it("counts itself where nothing is compared with it", async () => {
    const { given, sent } = await watch(short, { s3: { bucket: BUCKET } });
    expect(sent).toEqual([]);
    expect(given).toEqual({ bucket: BUCKET, prefix: "", at: MAY, keys: 1, whole: false });
  });

  it("holds nothing up until its end is asked for, and says then that it could not be compared", async () => {
    const made = createTestContext({
      layer: { ...s3, gives: [] },
      input: testInput({ target: searchable }),
      send: () => listXml(BUCKET, objects),
    });
    const newest = watchNewest(made.context, { ...testAccess, bucket: BUCKET });
    expect(newest.onList(short, true)).toBeUndefined();
    await expect(newest.done()).rejects.toThrow("newestObject");
  });
});

describe("without a list", () => {
  it("there is nothing to wait for", async () => {
    const made = createTestContext({ layer: s3, input: testInput({ target: searchable }) });
    await expect(watchNewest(made.context, { ...testAccess, bucket: BUCKET }).done()).resolves.toBeUndefined();
    expect([...made.outputs]).toEqual([]);
  });
});
