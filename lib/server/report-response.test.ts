import { describe, expect, it } from "vitest";
import { formats } from "@/lib/report/formats/report-formats";
import { formatsWithBytes } from "@/lib/report/test-formats";
import { foldSample, sampleEvents } from "@/lib/report/test-run";
import { reportResponse } from "./report-response";

const view = foldSample(sampleEvents);

describe("a report over HTTP", () => {
  it.each(formats.map((format) => [format.id, format] as const))(
    "gives %s as a download of its own type",
    async (id, format) => {
      const response = await reportResponse(view, id);
      expect(response.headers.get("content-type")).toBe(format.mime);
      expect(response.headers.get("content-disposition")).toBe(
        `attachment; filename="bonafide-run-1.${format.extension}"`,
      );
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.text()).toContain("exchange/rejected");
    },
  );

  it("gives bytes as they are", async () => {
    const response = await reportResponse(view, "bytes", formatsWithBytes);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 254, 10, 5]);
  });

  it("names the formats there are, and shows little of what it was asked for", async () => {
    await expect(reportResponse(view, `pdf${"x".repeat(100)}`, formatsWithBytes)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: `There is no report format "pdf${"x".repeat(17)}".`,
      suggestion: `The formats are ${formatsWithBytes.map(({ id }) => id).join(", ")}.`,
    });
  });
});
