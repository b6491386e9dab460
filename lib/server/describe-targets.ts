import { dirname } from "node:path";
import { isAppError } from "@/lib/errors";
import { processVariables } from "@/lib/settings/read-env";
import { allowedOrigins } from "@/lib/targets/allowed-origins";
import { readTargetFile } from "@/lib/targets/read-target-file";
import { resolveTarget } from "@/lib/targets/resolve-target";
import { listSavedTargets, savedTargetFile, targetsFolder } from "@/lib/targets/saved-targets";
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

interface SubjectDescription {
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

/** The saved targets by name. One that cannot be used, and a folder that cannot be read, keep no other from being shown. */
export async function describeTargets(dataFolder: string): Promise<readonly TargetDescription[]> {
  let names: readonly string[];
  try {
    names = await listSavedTargets(dataFolder);
  } catch (error) {
    return [unusable("saved targets", targetsFolder(dataFolder), error)];
  }
  return Promise.all(names.map((name) => describeTarget(dataFolder, name)));
}

async function describeTarget(dataFolder: string, name: string): Promise<TargetDescription> {
  const file = savedTargetFile(dataFolder, name);
  try {
    const raw = await readTargetFile(file);
    const { target } = await resolveTarget(raw, {
      baseDir: dirname(file),
      env: processVariables(),
      defaultName: name,
    });
    const origins = allowedOrigins(target).map((allowed) => allowed.origin);
    const production = isProduction(name);
    return { name, production, origins, region: target.region ?? null, subjects: describeSubjects(raw), problem: null };
  } catch (error) {
    return unusable(name, file, error);
  }
}

const isProduction = (name: string): boolean => /prod/i.test(name);

function unusable(name: string, where: string, error: unknown): TargetDescription {
  // A fault of our own on the way to one target is no reason to show none.
  const { message, suggestion } = isAppError(error)
    ? error
    : { message: "Bonafide itself failed to read it.", suggestion: "Use it with the command line, which says more." };
  const problem = { message, suggestion, where };
  return { name, production: isProduction(name), origins: [], region: null, subjects: [], problem };
}
