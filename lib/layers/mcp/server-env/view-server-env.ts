import type { EvidenceRow } from "@/lib/diagnosis/model";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { credentialRule, regionRule, routeRule } from "./aws-rules";
import { behaviourRule } from "./behaviour-rules";
import { rootRule } from "./container-rules";
import type { EnvFinding, EnvRule, ObservedRun } from "./env-rule";
import { FileView } from "./file-view";
import { modeRule, transportRule } from "./mode-rules";
import { nameRule, restRule } from "./name-rules";
import { fallbackRule, ignoredRule, signingRule, testTokenRule } from "./token-rules";
import { urlRule } from "./url-rules";

/** In the order of the table. */
const rules: readonly EnvRule[] = [
  behaviourRule,
  modeRule,
  transportRule,
  urlRule,
  fallbackRule,
  testTokenRule,
  signingRule,
  ignoredRule,
  credentialRule,
  regionRule,
  routeRule,
  rootRule,
  nameRule,
  restRule,
];

/** What the file says, row by row, and what of it matters. Pure; repeats no value that may be a secret. */
export function viewServerEnv(
  env: ServerEnvironment,
  run: ObservedRun,
): { readonly rows: readonly EvidenceRow[]; readonly findings: readonly EnvFinding[] } {
  const file = new FileView(env);
  const sights = rules.map((rule) => rule(file, run));
  // Two rules may speak of one variable (published, and of another version): both rows stand.
  return {
    rows: sights.flatMap(({ rows }) => rows),
    findings: merge(sights.flatMap(({ findings }) => findings)),
  };
}

/** One finding for each reason: the first has the word. */
function merge(findings: readonly EnvFinding[]): readonly EnvFinding[] {
  return findings.filter((one, index) => findings.findIndex(({ reason }) => reason === one.reason) === index);
}
