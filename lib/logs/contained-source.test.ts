import { describe, expect, it } from "vitest";
import { ContainedSource } from "./contained-source";
import type { LogSource, RawLogLine } from "./log-source";
import { late, Patience } from "./patience";

const line: RawLogLine = { source: "s", atMs: 0, level: "info", message: "m", traceId: null, requestId: null };
const never = () => new Promise<never>(() => {});
const throws = (words: string) => async () => {
  throw new Error(words);
};

function contain(parts: Partial<LogSource> & { open?: () => Promise<LogSource> }, settleMs = 60) {
  const failures: string[] = [];
  const lines: RawLogLine[] = [];
  const source: LogSource = { read: async () => [line], close: async () => {}, ...parts };
  const contained = new ContainedSource({
    settleMs,
    open: parts.open ?? (async () => source),
    onLines: (fresh) => lines.push(...fresh),
    onFailure: (why) => failures.push(why),
  });
  return { contained, failures, lines };
}

describe("a contained log source", () => {
  it("hands over what it reads, and says nothing", async () => {
    const { contained, failures, lines } = contain({});
    await contained.open();
    await contained.readAll();
    await contained.close();
    expect(lines).toEqual([line]);
    expect(failures).toEqual([]);
  });

  it("is read once where nobody wants to wait for it", async () => {
    const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
    const slow = { read: () => soon().then(() => [line]), close: soon };
    const { contained, failures, lines } = contain({ ...slow, open: async () => soon().then(() => slow) }, 0);
    await contained.open();
    await contained.readAll();
    expect(await contained.settle(1)).toBe(false);
    await contained.close();
    expect({ lines, failures }).toEqual({ lines: [line], failures: [] });
  });

  it("begins no second read while one is under way, and waits for that at the end", async () => {
    let reads = 0;
    let release = () => {};
    const read = async () => {
      reads += 1;
      if (reads === 1)
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      return [line];
    };
    const { contained, lines } = contain({ read }, 5_000);
    await contained.open();
    contained.read();
    contained.read();
    expect(reads).toBe(1);
    const all = contained.readAll();
    release();
    await all;
    expect([reads, lines.length]).toEqual([2, 2]);
  });

  it("fails once, and is left alone from then on", async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      throw new Error(`fault ${reads}`);
    };
    const { contained, failures } = contain({ read, close: throws("stuck") });
    await contained.open();
    await contained.readAll();
    await contained.readAll();
    await contained.close();
    expect(failures).toEqual(["fault 1"]);
    expect(reads).toBe(1);
    expect(await contained.settle(1)).toBe(false);
  });

  it("says a file-system fault by its code, and what is no error as such", async () => {
    const denied = contain({
      open: async () => {
        throw Object.assign(new Error("EACCES: /home/ada"), { code: "EACCES" });
      },
    });
    await denied.contained.open();
    const odd = contain({ read: () => Promise.reject("just words") });
    await odd.contained.open();
    await odd.contained.readAll();
    expect([...denied.failures, ...odd.failures]).toEqual(["permission denied", "it failed without saying why"]);
  });

  it("that opens too late is closed, and read no more", async () => {
    let closed = 0;
    let open: (source: LogSource) => void = () => {};
    const { contained, failures, lines } = contain({
      open: () =>
        new Promise((resolve) => {
          open = resolve;
        }),
    });
    await contained.open();
    const close = async () => {
      closed += 1;
    };
    open({ read: async () => [line], close });
    await new Promise((resolve) => setTimeout(resolve, 1));
    await contained.readAll();
    expect({ closed, failures, lines }).toEqual({
      closed: 1,
      failures: ["it did not open within 60 ms (settleMs)"],
      lines: [],
    });
  });

  it("takes its waits from one time: a hanging read leaves none for the end", async () => {
    const { contained, failures } = contain({ read: never, close: never }, 80);
    await contained.open();
    const began = performance.now();
    await contained.readAll();
    await contained.close();
    expect(performance.now() - began).toBeGreaterThanOrEqual(75);
    expect(failures).toEqual(["it gave no answer within 80 ms (settleMs)"]);
  });

  it("keeps a fifth of its time back while it settles", async () => {
    const { contained } = contain({}, 100);
    await contained.open();
    expect(await contained.settle(90)).toBe(false);
    expect(await contained.settle(20)).toBe(true);
  });
});

describe("patience", () => {
  it("gives the outcome in time, and what is late where it is not", async () => {
    const patience = new Patience(20);
    expect(await patience.wait(Promise.resolve(7))).toBe(7);
    expect(await patience.wait(never())).toBe(late);
    expect(patience.leftMs).toBe(0);
    expect(await patience.wait(Promise.resolve(8))).toBe(8);
  });

  it("takes what came while the process was busy for in time", async () => {
    const patience = new Patience(10);
    const work = new Promise((resolve) => setTimeout(() => resolve("came"), 5));
    const until = performance.now() + 40;
    const waited = patience.wait(work);
    while (performance.now() < until) performance.now();
    expect(await waited).toBe("came");
  });
});
