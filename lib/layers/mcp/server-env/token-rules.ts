import { isVersionWithin } from "@/lib/clients/mcp/known-versions";
import {
  type KnownVariable,
  serverVariables,
  signingVariables,
  testTokenVariables,
} from "@/lib/clients/mcp/server-variables";
import { publicSecrets } from "@/lib/token/public-secrets";
import { type EnvRule, nothing, row } from "./env-rule";
import { readSwitch } from "./file-view";
import { masked, showSaid } from "./shown-value";

/** Secrets that tokens are verified or made with: published ones protect nothing. */
export const signingRule: EnvRule = (file) => {
  const published = signingVariables.filter((name) => publicSecrets.includes(file.text(name)?.trim() ?? ""));
  return {
    rows: signingVariables.flatMap((name) => {
      const said = file.say(name);
      if (said.is === "absent") return [];
      if (said.is === "unknown") return [row("unknown", name, showSaid(said, "masked"), "")];
      return published.includes(name)
        ? [row("bad", name, masked(said.text), `a published test secret: anyone can sign with it; ${readByName(name)}`)]
        : [row("note", name, masked(said.text), `not one of the published ones; ${readByName(name)}`)];
    }),
    findings: published.length === 0 ? [] : [{ reason: "env-test-secret", evidence: { settings: published } }],
  };
};

export const fallbackRule: EnvRule = (file, run) => {
  const said = file.say("QUILT_FALLBACK_JWT");
  if (said.is === "absent") return nothing;
  const words = run.fallback ?? showSaid(said, "token");
  const means = "is used for every request without a token";
  if (!file.isSet("QUILT_FALLBACK_JWT")) {
    return { rows: [row("unknown", "QUILT_FALLBACK_JWT", words, `if it is set, it ${means}`)], findings: [] };
  }
  return {
    rows: [row("bad", "QUILT_FALLBACK_JWT", words, means)],
    findings: [{ reason: "env-fallback-token", evidence: { token: words } }],
  };
};

export const testTokenRule: EnvRule = (file) => {
  const on = testTokenVariables.filter((name) => {
    const said = file.say(name);
    // A token is on by being there, be it from a secret store; a switch by its word.
    return name.endsWith("_TOKEN") ? file.isSet(name) : said.is === "set" && readSwitch(said.text) === true;
  });
  return {
    rows: testTokenVariables.flatMap((name) => {
      const said = file.say(name);
      if (said.is === "absent") return [];
      const means = on.includes(name) ? "lets test tokens stand in for missing ones" : "";
      return [
        row(
          on.includes(name) ? "bad" : "note",
          name,
          showSaid(said, name.endsWith("_TOKEN") ? "masked" : "switch"),
          means,
        ),
      ];
    }),
    findings: on.length === 0 ? [] : [{ reason: "env-test-tokens", evidence: { settings: on } }],
  };
};

/** Switches of other versions: they do nothing in the one that runs. */
export const ignoredRule: EnvRule = (file, run) => {
  const version = run.version ?? file.env.imageVersion;
  const set = serverVariables.filter(({ name }) => file.isThere(name));
  const ignored = set.filter((variable) => isIgnored(variable, version));
  const source = run.version === null ? "the image's tag" : "/health";
  return {
    rows: set.flatMap((variable) =>
      // Signing secrets have a row that says this too.
      (variable.to === undefined && variable.never !== true) || signingVariables.includes(variable.name)
        ? []
        : [row("note", variable.name, showSaid(file.say(variable.name), variable.shownAs), readBy(variable))],
    ),
    findings:
      ignored.length === 0
        ? []
        : [
            {
              reason: "env-ignored",
              evidence: {
                settings: ignored.map(({ name }) => name),
                version: version ?? "any",
                by: version === null ? "no version reads them" : source,
              },
            },
          ],
  };
};

function isIgnored(variable: KnownVariable, version: string | null): boolean {
  if (variable.never === true) return true;
  return version !== null && isVersionWithin(version, variable) === false;
}

function readBy({ from, to, never }: KnownVariable): string {
  if (never === true) return "no version of quilt-mcp reads it";
  const last = (to ?? "").replace(/\.99$/, "");
  if (from === undefined) return `not read since ${last}`;
  const first = from.replace(/\.0$/, "");
  return first === last ? `read by quilt-mcp ${first} only` : `read by quilt-mcp ${first} to ${last} only`;
}

function readByName(name: string): string {
  const variable = serverVariables.find((one) => one.name === name);
  return variable === undefined ? "" : readBy(variable);
}
