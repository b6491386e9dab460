import { describe, expect, it } from "vitest";
import { complaintsOf } from "./judge-situation";
import { runSituation } from "./run-situation";
import type { Situation } from "./situation";

/** A test for each situation of a table: it runs, and ends as is right. */
export function testSituations(name: string, situations: readonly Situation[]): void {
  describe(name, () => {
    it.each(situations.map((situation) => [`${situation.title} (${situation.source})`, situation] as const))(
      "%s",
      async (_title, situation) => {
        const view = await runSituation(situation);
        const complaints = complaintsOf(view, situation.right);
        expect(complaints, complaints.join("; ")).toEqual([]);
      },
    );
  });
}
