import { describe, expect, it } from "vitest";
import { foldSample, sampleEnd, sampleEvents } from "../test-run";
import { findReportFormat, formats, listReportFormats } from "./report-formats";

const running = foldSample(sampleEvents);
const ended = foldSample([...sampleEvents, sampleEnd]);

describe("the report formats", () => {
  it("have a name of their own each, by which they are found and listed", () => {
    expect(new Set(formats.map((format) => format.id)).size).toBe(formats.length);
    expect(formats.map(({ id }) => findReportFormat(id))).toEqual(formats);
    expect(findReportFormat("nothing")).toBeUndefined();
    expect(listReportFormats().split(", ")).toEqual(formats.map(({ id }) => id));
  });

  it.each(formats.map((format) => [format.id, format] as const))(
    "%s renders a finished and an unfinished run",
    async (_, format) => {
      const ways = [ended, running].flatMap((view) => [true, false].map((verbose) => ({ view, verbose })));
      for (const { view, verbose } of ways) {
        const body = await format.render(view, { colour: false, verbose });
        expect(typeof body === "string" ? body : new TextDecoder().decode(body)).toContain("exchange/rejected");
      }
    },
  );
});
