import { Secret } from "@/lib/secret";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import type { EnvRule, ObservedRun } from "./env-rule";
import { FileView } from "./file-view";

export type Values = Readonly<Record<string, string | null>>;

/** A file that sets these variables; null for a value that is filled in from elsewhere. */
export function testEnv(values: Values = {}, more: Partial<ServerEnvironment> = {}): ServerEnvironment {
  return {
    format: "env",
    service: null,
    variables: Object.entries(values).map(([name, value]) => ({
      name,
      value: value === null ? null : new Secret(value),
    })),
    doubled: [],
    complete: false,
    otherFiles: 0,
    unreadLines: 0,
    flags: {},
    mounts: [],
    readOnlyRoot: null,
    taskRole: false,
    imageVersion: null,
    secrets: [],
    ...more,
  };
}

export function testView(values: Values = {}, more: Partial<ServerEnvironment> = {}): FileView {
  return new FileView(testEnv(values, more));
}

/** What a run saw of a healthy server. */
export const testRun: ObservedRun = {
  registryUrl: "https://registry.example.org",
  catalogUrl: "https://catalog.example.org",
  version: "0.22.0",
  mode: "remote",
  refusesWithoutToken: true,
  fallback: null,
};

/** What is said of a value that is filled in from elsewhere. */
export const elsewhere = "set from elsewhere: not known here";

/**
 * What a rule makes of a file: each row as "mark setting = what the file says", with "…" behind it where words say what
 * it means; each finding as its reason and evidence.
 */
export function sightOf(rule: EnvRule, file: FileView, run: Partial<ObservedRun> = {}) {
  const { rows, findings } = rule(file, { ...testRun, ...run });
  return {
    rows: rows.map(({ mark, cells: [setting, says, means] }) =>
      means === "" ? `${mark} ${setting} = ${says}` : `${mark} ${setting} = ${says} …`,
    ),
    findings: findings.map(({ reason, evidence }) => [reason, evidence] as const),
  };
}
