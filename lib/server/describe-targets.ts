import { dirname } from "node:path";
import { isAppError } from "@/lib/errors";
import { processVariables } from "@/lib/settings/read-env";
import { allowedOrigins } from "@/lib/targets/allowed-origins";
import { readTargetFile } from "@/lib/targets/read-target-file";
import { resolveTarget } from "@/lib/targets/resolve-target";
import { findSavedTarget, listSavedTargets } from "@/lib/targets/saved-targets";
import type { Access, TargetFile } from "@/lib/wire/target-schema";

export interface TargetDescription {
  readonly name: string;
  /** The name says that this is production: told in words before a run. */
  readonly production: boolean;
  readonly origins: readonly string[];
  readonly region: string | null;
  readonly subjects: readonly SubjectDescription[];
  /** Why it cannot be run; null when it can. */
  readonly problem: { readonly message: string; readonly suggestion: string; readonly where: string } | null;
}

export interface SubjectDescription {
  readonly name: string;
  /** `none`: it has no token; `reference`: it is read on this machine each time; `pasted`: it has to be given. */
  readonly token: "none" | "reference" | "pasted";
  readonly access: Readonly<Partial<Record<string, Access>>>;
}

function describeSubjects(raw: TargetFile): readonly SubjectDescription[] {
  return (raw.subjects ?? []).map(({ name, token, tokenEnv, access }) => ({
    name,
    token: token ?? (tokenEnv === undefined ? "pasted" : "reference"),
    access: access ?? {},
  }));
}

/** Every saved target by name. */
export async function describeTargets(dataFolder: string): Promise<readonly TargetDescription[]> {
  const names = await listSavedTargets(dataFolder);
  return Promise.all(names.map((name) => describeTarget(dataFolder, name)));
}

async function describeTarget(dataFolder: string, name: string): Promise<TargetDescription> {
  const production = /prod/i.test(name);
  const file = await findSavedTarget(dataFolder, name);
  try {
    const raw = await readTargetFile(file);
    const { target } = await resolveTarget(raw, {
      baseDir: dirname(file),
      env: processVariables(),
      defaultName: name,
    });
    const origins = allowedOrigins(target).map((allowed) => allowed.origin);
    return { name, production, origins, region: target.region ?? null, subjects: describeSubjects(raw), problem: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const problem = { message: error.message, suggestion: error.suggestion, where: file };
    return { name, production, origins: [], region: null, subjects: [], problem };
  }
}
