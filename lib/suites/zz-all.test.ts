import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { scenarios } from "@/lib/lab/scenarios/index";
import { startLab } from "@/lib/lab/start-lab";
import { outlineWithoutText, prepareRun } from "@/lib/run/prepare-run";
import { exceededBy, sentBy } from "@/lib/run/test-announced";
import { createTestRuntime, mapScenarios, requestOf, runPrepared } from "./run-lab";

it("all", async () => {
  const lab = await startLab();
  const { runtime, crashes } = await createTestRuntime();
  const rows: unknown[] = [];
  await mapScenarios(lab, async (stack) => {
    const request = await requestOf(stack);
    const run = await prepareRun(request);
    const { token: _, ...rest } = request;
    const before = await outlineWithoutText({ ...rest, tokenKind: run.input.token?.kind ?? null });
    const { view } = await runPrepared(runtime, run);
    const want = scenarios.find((s) => s.id === stack.scenario);
    const { verdict, code, brokenLayer } = view.conclusion ?? {};
    rows.push({
      id: stack.scenario,
      exceeded: [...exceededBy(run.outline, view), ...exceededBy(before, view).map((x) => `page ${x}`)],
      ok: verdict === want?.verdict && code === want?.code && brokenLayer === want?.brokenLayer,
      sent: sentBy(view),
      sound: run.outline.sound,
      most: run.outline.requests,
    });
  });
  writeFileSync("/tmp/prep/all.json", JSON.stringify({ rows, crashes }));
  await lab.close();
}, 900000);
