import { describe, expect, it } from "vitest";
import type { AwsCall, AwsError } from "@/lib/clients/aws/aws-call";
import type { FirstByte } from "@/lib/clients/aws/read-first-byte";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { isReadable, listPermission, readPermission } from "./bucket-answer";

function failed(raw: DoorResult, error: Partial<AwsError> | null = null): AwsCall<never> {
  const whole = { code: "", message: "", status: raw.status, region: null, endpoint: null, ...error };
  return { raw, value: null, error: error === null ? null : whole, requestId: null };
}

const refused = (status: number, error: Partial<AwsError>) => failed(testAnswer(status), error);
const because = (rest: string) => `User: arn:aws:sts::1:assumed-role/R/s is not authorized to perform: ${rest}`;

describe("a list that was not given", () => {
  it.each([
    ["AccessDenied", refused(403, { code: "AccessDenied", message: "Access Denied" }), "no", "no: AccessDenied"],
    [
      "a missing allow",
      refused(403, {
        code: "AccessDenied",
        message: because('s3:ListBucket on resource: "arn:aws:s3:::b" because no session policy allows the action'),
      }),
      "no",
      "no: AccessDenied, session policy",
    ],
    [
      "an explicit deny",
      refused(403, {
        code: "AccessDenied",
        message: because("s3:ListBucket with an explicit deny in a service control policy"),
      }),
      "no",
      "no: explicit deny, service control policy",
    ],
    [
      "a key that may not decrypt",
      refused(403, {
        code: "AccessDenied",
        message: because("kms:Decrypt on resource: k because no resource-based policy allows the kms:Decrypt action"),
      }),
      "no",
      "no: AccessDenied of kms:Decrypt, resource-based policy",
    ],
    ["a disabled key", refused(400, { code: "KMS.DisabledException" }), "no", "no: KMS.DisabledException"],
    ["a closed account", refused(403, { code: "AllAccessDisabled" }), "no", "no: AllAccessDisabled"],
    [
      "another region, which only its endpoint names",
      refused(307, { code: "TemporaryRedirect", endpoint: "b.s3.eu-west-3.amazonaws.com" }),
      "unknown",
      "not known: wrong region, it is in eu-west-3",
    ],
    [
      "a VPC endpoint of another region",
      refused(403, { code: "AccessDenied", message: "VPC endpoints do not support cross-region requests" }),
      "unknown",
      "not known: wrong region, it is in another",
    ],
    ["a missing bucket", refused(404, { code: "NoSuchBucket" }), "no", "no: no such bucket"],
    [
      "another region",
      refused(301, { code: "PermanentRedirect", region: "eu-west-1" }),
      "unknown",
      "not known: wrong region, it is in eu-west-1",
    ],
    [
      "a region that is none",
      refused(301, { code: "PermanentRedirect", region: "http://evil.example" }),
      "unknown",
      "not known: wrong region, it is in another",
    ],
    [
      "a region that is not named",
      refused(301, { code: "PermanentRedirect", region: null }),
      "unknown",
      "not known: wrong region, it is in another",
    ],
    [
      "an account that may do nothing",
      refused(403, {
        code: "AllAccessDisabled",
        message: because("s3:ListBucket with an explicit deny in a session policy"),
      }),
      "no",
      "no: AllAccessDisabled",
    ],
    [
      "a deny of nothing named",
      refused(403, { code: "AccessDenied", message: "refused with an explicit deny in a session policy" }),
      "no",
      "no: explicit deny, session policy",
    ],
    ["a code that has KMS in it", refused(400, { code: "Not.KMS.Disabled" }), "unknown", "not known: Not.KMS.Disabled"],
    ["throttling", refused(503, { code: "SlowDown" }), "unknown", "not known: SlowDown"],
    ["an archive", refused(403, { code: "InvalidObjectState" }), "unknown", "not known: the object is archived"],
    ["a code that every object has", refused(400, { code: "toString" }), "unknown", "not known: toString"],
    ["HTML", failed(testAnswer(200, "<html>")), "unknown", "not known: 200, not an S3 answer"],
    ["a bare 403", failed(testAnswer(403, "no")), "unknown", "not known: 403, not an S3 answer"],
    ["a redirect", failed(testAnswer(302, "")), "unknown", "not known: redirected"],
    ["a timeout", failed(testFailure("timeout")), "unknown", "no answer: timeout"],
    ["a closed port", failed(testFailure("unreachable")), "unknown", "no answer: unreachable"],
    ["too much", failed(testFailure("too-large")), "unknown", "not known: more came than was asked for"],
    ["a cancel", failed(testFailure("cancelled")), "unknown", "no answer: the run was stopped"],
    ["our policy", failed(testFailure("refused-by-policy", "why")), "not-asked", "not asked: why"],
  ] as const)("says %s", (_, call, may, words) => {
    expect(listPermission(call, "b", "")).toEqual({ may, words });
  });
});

describe("a list", () => {
  const listed = (name: unknown, keyCount: unknown, keys: readonly string[]) => ({
    ...failed(testAnswer(200)),
    value: { name, keyCount, keys, objects: [], prefixes: 0, newest: null },
  });

  it("permits, empty or not, and names the prefix", () => {
    expect(listPermission(listed("b", 1, ["k"]), "b", "").words).toBe("yes");
    expect(listPermission(listed("b", 1, ["k"]), "b", "raw/").words).toBe("yes, under raw/");
    expect(listPermission(listed("b", 0, []), "b", "raw/").words).toBe("yes, under raw/, nothing there");
  });

  it.each([
    ["another bucket's", listed("c", 1, ["k"])],
    ["a nameless one", listed(undefined, 1, ["k"])],
    ["one that does not count", listed("b", undefined, ["k"])],
    ["one that counts wrongly", listed("b", 2, ["k"])],
    ["one that came with another status", { ...listed("b", 1, ["k"]), raw: testAnswer(203) }],
  ])("proves nothing as %s", (_, call) => {
    expect(listPermission(call, "b", "").may).toBe("unknown");
  });
});

describe("the read of one byte", () => {
  const read = (value: FirstByte): AwsCall<FirstByte> => ({ ...failed(testAnswer(value.status)), value });

  it.each([
    [{ status: 206, contentRange: "bytes 0-0/128", contentLength: 1, bytes: 1 }, "yes"],
    [{ status: 206, contentRange: "bytes 0-0/*", contentLength: undefined, bytes: 1 }, "yes"],
    [{ status: 200, contentLength: 1, bytes: 1 }, "yes"],
    [{ status: 200, contentLength: 300, bytes: 300 }, "unknown"],
    [{ status: 200, contentLength: 1, bytes: 0 }, "unknown"],
    [{ status: 206, contentRange: "bytes 0-0/128", contentLength: 1, bytes: 0 }, "unknown"],
    [{ status: 206, contentRange: "bytes 5-5/128", contentLength: 1, bytes: 1 }, "unknown"],
    [{ status: 206, contentRange: "10 bytes 0-0/128", contentLength: 1, bytes: 1 }, "unknown"],
    [{ status: 206, contentRange: "bytes 0-0/128 or so", contentLength: 1, bytes: 1 }, "unknown"],
    [{ status: 206, contentLength: 1, bytes: 1 }, "unknown"],
    [{ status: 200, contentRange: "bytes 0-0/128", contentLength: 128, bytes: 1 }, "unknown"],
    [{ status: 200, bytes: 1 }, "unknown"],
  ] as const)("%j is %s", (value, may) => {
    expect(readPermission(read(value)).may).toBe(may);
  });

  it("is no success when the answer was cut off", () => {
    expect(readPermission(failed(testFailure("too-large"))).may).toBe("unknown");
    const cut = { ...failed(testFailure("timeout")), value: { status: 200, contentLength: 1, bytes: 1 } };
    expect(readPermission(cut)).toEqual({ may: "unknown", words: "no answer: timeout" });
  });

  it("is refused by an error", () => {
    expect(readPermission(refused(403, { code: "AccessDenied" }))).toEqual({ may: "no", words: "no: AccessDenied" });
  });

  it("needs an object that holds a byte and is not archived", () => {
    const object = { key: "k", size: 1, storageClass: "STANDARD" };
    expect(isReadable(object)).toBe(true);
    expect(isReadable({ ...object, storageClass: undefined })).toBe(true);
    for (const storageClass of ["GLACIER", "DEEP_ARCHIVE"]) expect(isReadable({ ...object, storageClass })).toBe(false);
    for (const storageClass of ["GLACIER_IR", "INTELLIGENT_TIERING"]) {
      expect(isReadable({ ...object, storageClass })).toBe(true);
    }
    for (const size of [0, undefined]) expect(isReadable({ ...object, size })).toBe(false);
  });
});
