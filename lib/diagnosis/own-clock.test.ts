import { describe, expect, it } from "vitest";
import { clockOffsetSeconds, MAX_SKEW_SECONDS } from "./clock-offset";
import type { Exchange } from "./model";
import { hopOffset, readOwnClock } from "./own-clock";
import { dated } from "./test-clocks";

const NOW = Date.UTC(2026, 0, 1);
const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 10, totalMs: 4_000 };

describe("the clock of one server", () => {
  const of = (headers: Record<string, string>, firstByteMs: number | null = 10) =>
    clockOffsetSeconds({ headers, startedAtMs: NOW, timings: { ...timings, firstByteMs } });
  const at = (seconds: number) => new Date(NOW + seconds * 1000).toUTCString();

  it("is compared with the middle of the request", () => {
    expect(of({ date: at(90) })).toBe(88);
    expect(of({ date: at(-90) })).toBe(-92);
  });

  it("is compared with its start where no first byte was timed", () => {
    expect(of({ date: at(90) }, null)).toBe(90);
  });

  it("is not known without a date, with one that is none, or from a cache", () => {
    expect(of({})).toBeNull();
    expect(of({ date: "yesterday" })).toBeNull();
    expect(of({ date: at(90), age: "3" })).toBeNull();
  });

  it("may differ by a minute", () => {
    expect(MAX_SKEW_SECONDS).toBe(60);
  });
});

describe("this machine's clock", () => {
  const read = (...offsets: readonly (readonly [string, number])[]) =>
    readOwnClock(offsets.map(([host, seconds]) => dated(host, seconds)));

  it.each([
    ["behind", 600],
    ["ahead", -600],
  ])("is %s where two servers agree", (_, seconds) => {
    expect(read(["b", seconds], ["a", seconds])).toEqual({ behindS: seconds, hosts: ["a", "b"], asked: 2 });
  });

  it("is not judged by one server, however often it says so", () => {
    expect(read(["a", 600], ["a", 610], ["b", 0])).toBeNull();
  });

  it("is not off where it is off by a minute, and is from there on", () => {
    expect(read(["a", 60], ["b", 60])).toBeNull();
    expect(read(["a", 61], ["b", 60])).toBeNull();
    expect(read(["a", 61], ["b", 61])?.behindS).toBe(61);
    expect(read(["a", -60], ["b", -60])).toBeNull();
    expect(read(["a", -61], ["b", -61])?.behindS).toBe(-61);
  });

  it("is off where servers agree within a minute, and not where they differ by more", () => {
    expect(read(["a", 600], ["b", 660])).toMatchObject({ hosts: ["a", "b"] });
    expect(read(["a", 600], ["b", 661])).toBeNull();
    expect(read(["a", 61], ["b", -61])).toBeNull();
  });

  it("is off by what most of those that agree say, the lower middle of them", () => {
    const clock = read(["x", 100], ["y", 110], ["a", 900], ["b", 910], ["c", 920], ["d", 930], ["e", 0]);
    expect(clock).toEqual({ behindS: 910, hosts: ["a", "b", "c", "d"], asked: 7 });
    expect(read(["a", 900], ["b", 910], ["c", 920])?.behindS).toBe(910);
  });

  it("is read from the answer of each server that puts it nearest: a slow one makes it look further off", () => {
    expect(read(["a", 700], ["a", 600], ["a", 640], ["b", 601])).toMatchObject({ behindS: 600 });
    expect(read(["a", 0], ["a", 600], ["b", 600])).toBeNull();
  });

  it("tells ports apart, and nothing else of an address", () => {
    const both = [dated("127.0.0.1:1", 600), dated("127.0.0.1:2", 600)];
    expect(readOwnClock(both)?.hosts).toEqual(["127.0.0.1:1", "127.0.0.1:2"]);
    const paths = [dated("a/x", 600), dated("a/y", 600)];
    expect(readOwnClock(paths)).toBeNull();
  });

  it.each<[string, Partial<Exchange>]>([
    ["without an answer", { status: null }],
    ["that somebody else recorded", { purpose: "recorded" }],
    ["with a command on this machine", { purpose: "beside:stdio" }],
    ["without a date", { responseHeaders: {} }],
  ])("is not read from an exchange %s", (_, more) => {
    expect(readOwnClock([dated("a", 600), { ...dated("b", 600), ...more }])).toBeNull();
    expect(readOwnClock([dated("a", 600), { ...dated("b", 600), purpose: "control:tampered" }])).not.toBeNull();
  });

  it("is not known where nobody says", () => {
    expect(readOwnClock([])).toBeNull();
    expect(hopOffset([])).toBeNull();
    expect(hopOffset([dated("a", 30)])).toBe(30);
  });
});
