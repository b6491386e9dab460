import type { z } from "zod";
import type { Outline } from "@/lib/run/outline";
import { outlineWithoutText } from "@/lib/run/prepare-run";
import { holdSecrets } from "@/lib/wire/given-options";
import type { outlineRequestSchema } from "@/lib/wire/run-request";
import type { AppRuntime } from "./app-runtime";
import { resolveChoice } from "./resolve-choice";

type OutlineRequest = z.infer<typeof outlineRequestSchema>;

/** Most tokens that are pasted are of this kind; until one is there, it stands for it. */
const USUAL_KIND = "catalog-jwt";

/**
 * What a run would send: for the page, before there is a token, or one that has not been sent here.
 * @throws AppError for a target that cannot be resolved, an unknown token kind, and what `prepareRun` throws
 */
export async function outlineFor(app: AppRuntime, request: OutlineRequest): Promise<Outline> {
  const { target, subject, keys, command, brought, withoutToken } = await resolveChoice(
    app,
    request.target,
    request.subject ?? null,
  );
  return outlineWithoutText({
    tokenKind: withoutToken ? null : (request.tokenKind ?? USUAL_KIND),
    ...{ target, subject, keys, command, brought },
    options: holdSecrets(request.options ?? {}),
  });
}
