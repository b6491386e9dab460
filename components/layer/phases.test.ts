import { describe, expect, it } from "vitest";
import { toPhases } from "./phases";

const timings = { dnsMs: 2, connectMs: 3, tlsMs: 5, firstByteMs: 20, totalMs: 34 };

describe("toPhases", () => {
  it("lays the phases end to end and gives the rest to the download", () => {
    expect(toPhases(timings).map((phase) => [phase.name, phase.startMs, phase.durationMs])).toEqual([
      ["DNS", 0, 2],
      ["connect", 2, 3],
      ["TLS", 5, 5],
      ["waiting", 10, 20],
      ["download", 30, 4],
    ]);
  });

  it("leaves out what did not happen on a reused connection", () => {
    const reused = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 9, totalMs: 9 };
    expect(toPhases(reused)).toEqual([{ name: "waiting", startMs: 0, durationMs: 9 }]);
  });

  it("counts the time without a first byte as waiting", () => {
    const hung = { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: null, totalMs: 500 };
    expect(toPhases(hung).map((phase) => phase.name)).toEqual(["connect", "waiting"]);
  });
});
