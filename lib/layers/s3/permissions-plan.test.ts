import { describe, expect, it } from "vitest";
import { testInput } from "../shared/test-context";
import { permissionRequests, pointlessAfter } from "./bucket-permissions";
import { s3 } from "./s3";

const REGISTRY = "https://registry.example.com";

describe("the layer's own call", () => {
  const probe = { observed: "refused", answered: true, status: 403, note: "AccessDenied", value: null } as const;

  it("leaves the buckets to be tried where it was denied, or is elsewhere", () => {
    expect(pointlessAfter(probe)).toBeNull();
    expect(pointlessAfter({ ...probe, observed: "no-answer", note: "PermanentRedirect" })).toBeNull();
    expect(pointlessAfter({ ...probe, observed: "accepted", note: null })).toBeNull();
    expect(pointlessAfter({ ...probe, observed: "no-answer", note: "ExpiredToken" })).toBeNull();
    expect(pointlessAfter({ ...probe, note: null })).toBeNull();
  });

  it("leaves nothing to try where no answer came, or the session itself is bad", () => {
    expect(pointlessAfter({ ...probe, observed: "no-answer", answered: false, note: "timeout" })).toMatch(/timeout/);
    for (const note of ["ExpiredToken", "InvalidAccessKeyId", "SignatureDoesNotMatch", "RequestTimeTooSkewed"]) {
      expect(pointlessAfter({ ...probe, note })).toContain(note);
    }
  });
});

describe("the announcement", () => {
  const target = { registryUrl: REGISTRY, region: "eu-central-1", s3: { bucket: "one" } };

  it("counts two requests for each of fifty buckets, and both lists, only where they were asked for", () => {
    const without = s3.plan(testInput({ target }));
    const withThem = s3.plan(testInput({ target, permissions: true }));
    expect(withThem.requests - without.requests).toBe(102);
    expect(withThem.wrongCredentials).toBe(without.wrongCredentials);
    // How many buckets there are is not known before.
    expect(withThem.sound).toBeNull();
    expect(without.sound).not.toBeNull();
    expect(withThem.destinations).toEqual([
      ...without.destinations,
      REGISTRY,
      "the buckets that the registry lists, at S3 in eu-central-1",
    ]);
    expect(permissionRequests(testInput({ permissions: true }))).toBe(0);
    const catalogUrl = "https://catalog.example.com";
    expect(permissionRequests(testInput({ permissions: true, target: { catalogUrl } }))).toBe(102);
  });

  it("names no bucket of the target where there is none", () => {
    const place = { registryUrl: REGISTRY, region: "eu-central-1", access: { exchange: "served" as const } };
    const input = testInput({ target: place, permissions: true });
    expect(s3.plan(input)).toMatchObject({ requests: 102, wrongCredentials: 0, sound: null });
    expect(s3.notApplicable(input)).toBeNull();
    expect(s3.requiredByDefault(input)).toBe(false);
    expect(s3.notApplicable({ ...input, permissions: false })).toBe("no bucket named in the target");
  });
});
