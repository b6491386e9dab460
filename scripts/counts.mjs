import { readFileSync } from "node:fs";

/** `{ passed, failed, skipped }` of several suites added up. */
export function addCounts(...counts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) {
    sum.passed += count.passed;
    sum.failed += count.failed;
    sum.skipped += count.skipped ?? 0;
  }
  return sum;
}

/** The line that ends `npm test`. */
export function closingLine({ passed, failed, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Reads a suite's JSON report; null when it left none that can be read. */
export function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/** Counts of a Vitest JSON report. A file that could not be loaded counts as one failure, and so does a missing report. */
export function vitestCounts(report, exitCode) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    // An unhandled rejection fails the run without failing a test.
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of a Playwright JSON report. */
export function playwrightCounts(report, exitCode) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.stats.unexpected;
  return {
    passed: report.stats.expected + report.stats.flaky,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.stats.skipped,
  };
}

/** The files of a Vitest JSON report and the milliseconds their tests took. */
export function vitestTimes(report) {
  return (report?.testResults ?? []).map(({ name, startTime, endTime }) => ({ file: name, ms: endTime - startTime }));
}

function suiteMs(suite) {
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests).flatMap((test) => test.results);
  const inner = (suite.suites ?? []).reduce((sum, one) => sum + suiteMs(one), 0);
  return own.reduce((sum, result) => sum + result.duration, inner);
}

/** The files of a Playwright JSON report and the milliseconds their tests took, added up. */
export function playwrightTimes(report) {
  return (report?.suites ?? []).map((suite) => ({ file: suite.file, ms: suiteMs(suite) }));
}

/** The slowest files, a line each. */
export function slowestLines(times, count) {
  const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, count);
  return slowest.map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`);
}
