import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { Runtime } from "@/lib/run/create-runtime";
import { diagnose } from "@/lib/run/diagnose";
import { prepareRun } from "@/lib/run/prepare-run";
import { labRequest } from "./lab-request";

/**
 * Runs the diagnosis that a lab stack is made for, to its end.
 * @throws if the run emits no event
 */
export async function diagnoseStack(runtime: Runtime, stack: LabStack): Promise<RunView> {
  const events = diagnose({
    runtime,
    run: await prepareRun(await labRequest(stack)),
    signal: new AbortController().signal,
  });
  let view: RunView | null = null;
  for await (const event of events) view = applyEvent(view, event);
  if (view === null) throw new Error("the run emitted no event");
  return view;
}
