import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, type SentRequest, testAnswer, testFailure, testInput } from "../shared/test-context";
import { askBucket, neither } from "./ask-bucket";
import { s3 } from "./s3";
import { listXml, s3Error, type TestObject, testAccess } from "./test-s3";

interface Setting {
  readonly target?: Partial<LayerInput["target"]>;
  readonly bucket?: string;
  readonly region?: string;
  readonly list?: (sent: SentRequest) => DoorResult;
  readonly read?: DoorResult;
  readonly secrets?: readonly string[];
  /** Deadlines, one after the other. */
  readonly timesLeft?: readonly number[];
  readonly stopped?: AbortController;
}

const oneByte = testAnswer(206, "x", { "content-range": "bytes 0-0/5", "content-length": "1" });
const isList = ({ request }: SentRequest) => request.url.includes("list-type=2");

async function ask({ target = {}, bucket = "one", list = () => listXml(bucket), ...setting }: Setting = {}) {
  const { read = oneByte, region = testAccess.region, secrets = [], stopped = new AbortController() } = setting;
  const left = [...(setting.timesLeft ?? [])];
  const made = createTestContext({
    layer: s3,
    input: testInput({ target }),
    signal: stopped.signal,
    send: (sent) => (isList(sent) ? list(sent) : read),
  });
  const asker = { ...testAccess, region, secrets, timeLeft: () => left.shift() ?? 900 };
  const asked = await askBucket(made.context, asker, bucket);
  return { ...made, asked, urls: made.sent.map(({ request }) => request.url) };
}

const listOf = (objects: readonly TestObject[]) => () => listXml("one", objects);
const yes = { may: "yes", words: "yes" };
const not = (words: string) => ({ may: "not-asked", words });

describe("one bucket", () => {
  it("is listed, and one byte of what is there is read", async () => {
    const { asked, sent, allowed } = await ask();
    expect(asked).toEqual({ list: yes, read: yes });
    expect(allowed).toEqual([{ origin: "https://one.s3.eu-central-1.amazonaws.com", trust: "derived" }]);
    expect(sent.map(({ purpose, mark }) => ({ purpose, mark }))).toEqual([
      { purpose: "beside:permissions", mark: { step: "list one", answerIsData: true } },
      { purpose: "beside:permissions", mark: { step: "read one byte of one", answerIsData: true } },
    ]);
    expect(sent.map(({ request: { method, url, timeoutMs } }) => [method, url, timeoutMs])).toEqual([
      ["GET", "https://one.s3.eu-central-1.amazonaws.com/?list-type=2&max-keys=10", 900],
      ["GET", "https://one.s3.eu-central-1.amazonaws.com/k?x-id=GetObject", 900],
    ]);
    for (const { request } of sent) {
      expect(request.headers.authorization).toContain(`Credential=${testAccess.credentials.accessKeyId}/`);
    }
  });

  const endpoint = "http://s3.localhost:9000";
  it.each<[string, LayerInput["target"]["aws"], string, string]>([
    ["in its own host", { s3Endpoint: endpoint }, "http://one.s3.localhost:9000/", "named"],
    ["in the path", { s3Endpoint: endpoint, forcePathStyle: true }, `${endpoint}/one/`, "named"],
    ["in the path, of AWS", { forcePathStyle: true }, "https://s3.eu-central-1.amazonaws.com/one/", "derived"],
  ])("is asked at the place that the target names: %s", async (_, aws, at, trust) => {
    const { asked, urls, allowed } = await ask({ target: { aws } });
    expect(asked).toEqual({ list: yes, read: yes });
    expect(urls).toEqual([`${at}?list-type=2&max-keys=10`, `${at}k?x-id=GetObject`]);
    expect(allowed).toEqual([{ origin: new URL(at).origin, trust }]);
  });

  it("is not asked at a host that the region makes another's", async () => {
    const { asked, sent, allowed } = await ask({ region: "x.evil.example/" });
    expect(asked).toEqual(neither("not asked: not an AWS host"));
    expect([sent, allowed]).toEqual([[], []]);
  });

  it.each([
    ["its prefix, as the target's own", "one", "raw/", "raw/", "yes, under raw/"],
    ["no prefix where the target names none", "one", undefined, null, "yes"],
    ["no prefix where it names an empty one", "one", "", null, "yes"],
    ["no prefix where it is another's", "two", "raw/", null, "yes"],
  ])("is listed under %s", async (_, own, prefix, sentPrefix, words) => {
    const wanted = prefix === undefined ? { bucket: own } : { bucket: own, prefix };
    const { asked, urls } = await ask({ target: { s3: wanted } });
    expect(new URL(urls[0] ?? "").searchParams.get("prefix")).toBe(sentPrefix);
    expect(asked).toEqual({ list: { may: "yes", words }, read: yes });
  });
});

describe("the byte that is read", () => {
  it("is one of the first object that holds any, and whose key is no secret", async () => {
    const { urls } = await ask({
      secrets: ["abcdefghijklmnop"],
      list: listOf([
        { key: "folder/", size: 5 },
        { key: "empty", size: 0 },
        { key: "cold", size: 5, storageClass: "GLACIER" },
        { key: "abcdefghijklmnop", size: 5 },
        { key: "good", size: 5 },
        { key: "too-late", size: 5 },
      ]),
    });
    expect(urls[1]).toBe("https://one.s3.eu-central-1.amazonaws.com/good?x-id=GetObject");
    expect(urls).toHaveLength(2);
  });

  it("is not tried where no listed object holds any", async () => {
    const { asked, sent } = await ask({ list: listOf([{ key: "empty", size: 0 }]) });
    expect(asked).toEqual({ list: yes, read: not("not tried: no listed object holds a byte to read") });
    expect(sent).toHaveLength(1);
  });

  it.each<[string, DoorResult, object]>([
    ["nothing is there", listXml("one", []), { may: "yes", words: "yes, nothing there" }],
    ["the list is refused", s3Error(403, "AccessDenied"), { may: "no", words: "no: AccessDenied" }],
    ["no answer comes", testFailure("timeout"), { may: "unknown", words: "no answer: timeout" }],
    ["the list is another bucket's", listXml("another"), { may: "unknown", words: expect.any(String) }],
  ])("is not tried where %s", async (_, answer, list) => {
    const { asked, sent } = await ask({ list: () => answer });
    expect(asked).toEqual({ list, read: not("not tried: nothing listed") });
    expect(sent).toHaveLength(1);
  });

  it("may be refused where the list is given", async () => {
    const { asked } = await ask({ read: s3Error(403, "AccessDenied") });
    expect(asked).toEqual({ list: yes, read: { may: "no", words: "no: AccessDenied" } });
  });
});

describe("nothing is sent", () => {
  const stopped = () => {
    const stop = new AbortController();
    stop.abort();
    return stop;
  };

  it.each<[string, Setting, string]>([
    ["the run was stopped", { stopped: stopped() }, "not asked: the run was stopped"],
    ["there is no time left", { timesLeft: [0] }, "not asked: out of time"],
    ["there is less than none", { timesLeft: [-3] }, "not asked: out of time"],
  ])("once %s", async (_, setting, why) => {
    const { asked, sent, allowed } = await ask(setting);
    expect(asked).toEqual({ list: not(why), read: not("not asked") });
    expect([sent, allowed]).toEqual([[], []]);
  });

  it("after the list, once the time is up", async () => {
    const { asked, sent } = await ask({ timesLeft: [1, 1, 0] });
    expect(asked).toEqual({ list: yes, read: not("not asked: out of time") });
    expect(sent).toHaveLength(1);
  });

  it("after the list, once the run is stopped", async () => {
    const stop = new AbortController();
    const list = () => {
      stop.abort();
      return listXml("one");
    };
    const { sent } = await ask({ list, stopped: stop });
    expect(sent).toHaveLength(1);
  });
});
