import { createRuntime } from "@/lib/run/create-runtime";
import { diagnose } from "@/lib/run/diagnose";
import { outline } from "@/lib/run/outline";
import type { Engine, EngineSettings } from "./engine-port";

/** Opens the engine; makes the fingerprint key on first use. */
export async function openEngine(settings: EngineSettings): Promise<Engine> {
  const runtime = await createRuntime(settings);
  return { outline, diagnose: (request, signal) => diagnose({ runtime, request, signal }) };
}
