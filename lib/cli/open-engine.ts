import { isRememberedLabToken } from "@/lib/custody/lab-tokens";
import { createRuntime } from "@/lib/run/create-runtime";
import { diagnose } from "@/lib/run/diagnose";
import { prepareRun } from "@/lib/run/prepare-run";
import type { Engine, EngineSettings } from "./engine-port";

/** Opens the engine; makes the fingerprint key on first use. */
export async function openEngine(settings: EngineSettings): Promise<Engine> {
  const runtime = await createRuntime(settings);
  const isLabToken = (token: string) => isRememberedLabToken(settings.dataFolder, token);
  return {
    prepare: (request) => prepareRun(request, { isLabToken }),
    diagnose: (run, signal) => diagnose({ runtime, run, signal }),
  };
}
