import { createRuntime } from "@/lib/runtime/create-runtime";
import { diagnose } from "@/lib/runtime/diagnose";
import { outline } from "@/lib/runtime/outline";
import type { Engine, EngineSettings } from "./engine";

/**
 * Opens the engine; makes the fingerprint key on first use.
 * @throws AppError FILE_UNREADABLE when the data folder cannot be used
 */
export async function openEngine(settings: EngineSettings): Promise<Engine> {
  const runtime = await createRuntime(settings);
  return { outline, diagnose: (request, signal) => diagnose({ runtime, request, signal }) };
}
