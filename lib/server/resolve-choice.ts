import { dirname } from "node:path";
import { AppError } from "@/lib/errors";
import type { LabTarget } from "@/lib/lab/run/lab-host";
import { processVariables } from "@/lib/settings/read-env";
import { LAB_PREFIX } from "@/lib/targets/lab-target-name";
import { readTargetFile } from "@/lib/targets/read-target-file";
import { type ResolvedRequest, resolveTarget } from "@/lib/targets/resolve-target";
import { findSavedTarget } from "@/lib/targets/saved-targets";
import type { RunRequest } from "@/lib/wire/run-request";
import type { AppRuntime } from "./app-runtime";

/** A request's target, and what of the lab's scenario comes with it. A saved target's command is not started from here. */
export type TargetChoice = ResolvedRequest & Partial<Pick<LabTarget, "brought" | "command">>;

/**
 * The target that a request names or holds. Saved ones and the lab's come from this machine and may read files and
 * variables; one that came over HTTP may not.
 * @throws AppError TARGET_NOT_FOUND, BAD_TARGET …
 */
export async function resolveChoice(
  app: Pick<AppRuntime, "lab" | "settings">,
  choice: RunRequest["target"],
  subject: string | null,
): Promise<TargetChoice> {
  if (typeof choice !== "string") {
    const resolved = await resolveTarget(choice, { baseDir: null, env: {}, subject, defaultName: "this target" });
    if (!resolved.target.name.startsWith(LAB_PREFIX)) return resolved;
    throw new AppError("BAD_TARGET", `A target's name must not begin with ${LAB_PREFIX}.`, "Choose another name.");
  }
  if (choice.startsWith(LAB_PREFIX)) return { ...(await app.lab.target(choice)), tokenEnv: null };
  const file = await findSavedTarget(app.settings.dataFolder, choice);
  return resolveTarget(await readTargetFile(file), {
    baseDir: dirname(file),
    env: processVariables(),
    subject,
    defaultName: choice,
  });
}
