import { describe, expect, it } from "vitest";
import {
  addCounts,
  closingLine,
  playwrightCounts,
  playwrightTimes,
  slowestLines,
  vitestCounts,
  vitestTimes,
} from "./counts.mjs";

const passing = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe("the closing line of npm test", () => {
  it("names passed and failed", () => {
    expect(closingLine({ passed: 12, failed: 0 })).toBe("12 passed, 0 failed");
  });

  it("adds skipped only when there are some", () => {
    expect(closingLine(addCounts({ passed: 1, failed: 0, skipped: 2 }, { passed: 4, failed: 1 }))).toBe(
      "5 passed, 1 failed, 2 skipped",
    );
  });
});

describe("counting Vitest's report", () => {
  it("counts tests", () => {
    expect(vitestCounts(passing, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  it("counts a test file that could not be loaded as a failure", () => {
    const report = { ...passing, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(vitestCounts(report, 1).failed).toBe(1);
  });

  it("counts no report at all as a failure", () => {
    expect(vitestCounts(null, 0).failed).toBe(1);
  });

  it("never turns a failing exit code into zero failures", () => {
    expect(vitestCounts(passing, 1).failed).toBe(1);
  });
});

describe("counting Playwright's report", () => {
  it("counts expected, unexpected and skipped", () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 2 } };
    expect(playwrightCounts(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it("never turns a failing exit code into zero failures", () => {
    expect(playwrightCounts({ stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(1);
  });
});

describe("the slowest files", () => {
  it("are named with their seconds, the slowest first", () => {
    const testResults = [
      { name: "lib/a.test.ts", startTime: 1_000, endTime: 1_400 },
      { name: "lib/b.test.ts", startTime: 1_000, endTime: 13_340 },
      { name: "lib/c.test.ts", startTime: 1_000, endTime: 3_000 },
    ];
    expect(slowestLines(vitestTimes({ testResults }), 2)).toEqual([
      "   12.3 s  lib/b.test.ts",
      "    2.0 s  lib/c.test.ts",
    ]);
  });

  it("add up the tests of a browser file, those of its groups included", () => {
    const spec = (duration: number) => ({ tests: [{ results: [{ duration }] }] });
    const suites = [{ file: "e2e/a.spec.ts", specs: [spec(500)], suites: [{ specs: [spec(1_000), spec(250)] }] }];
    expect(playwrightTimes({ suites })).toEqual([{ file: "e2e/a.spec.ts", ms: 1_750 }]);
  });

  it("are none without a report", () => {
    expect([...vitestTimes(null), ...playwrightTimes(null)]).toEqual([]);
  });
});
