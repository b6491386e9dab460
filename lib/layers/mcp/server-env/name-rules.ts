import {
  credentialVariables,
  endpointVariables,
  proxyVariables,
  serverVariables,
} from "@/lib/clients/mcp/server-variables";
import { countEdits } from "@/lib/nearest-name";
import { type EnvRule, row } from "./env-rule";
import type { FileView } from "./file-view";

const others = ["AWS_EC2_METADATA_DISABLED", "NO_PROXY", "HOME"];
const known = [
  ...serverVariables.map(({ name }) => name),
  ...credentialVariables,
  ...endpointVariables,
  ...proxyVariables.flatMap((name) => [name, name.toLowerCase()]),
  ...others,
];
const knownSet: ReadonlySet<string> = new Set(known);

/** Names of one family differ by little and are all meant: only those of quilt-mcp and AWS are held against the list. */
const FAMILY = /^(Q[A-Z]{2,6}|FAST_?MCP|MCP|AWS|ATHENA)_/i;
/** AWS clients read one for each service: a name of another service is no slip. */
const ENDPOINT = /^AWS_ENDPOINT_URL_/;
const MAX_EDITS = 2;
const MAX_SHOWN = 10;

/** The known name that this one is near; null where there is none. */
function meantName(name: string): string | null {
  const [near] = known
    // Spares the comparing, of very long names above all.
    .filter((one) => Math.abs(one.length - name.length) <= MAX_EDITS)
    .map((one) => ({ one, edits: countEdits(name.toUpperCase(), one) }))
    .filter(({ edits }) => edits <= MAX_EDITS)
    .sort((a, b) => a.edits - b.edits);
  return near?.one ?? null;
}

/** Bounds the comparing, for a file may hold any number of names. */
const MAX_TRIED = 300;

function slipsOf(file: FileView): readonly { readonly name: string; readonly meant: string }[] {
  return file.env.variables
    .filter(({ name }) => FAMILY.test(name) && !ENDPOINT.test(name) && !knownSet.has(name))
    .slice(0, MAX_TRIED)
    .flatMap(({ name }) => {
      const meant = meantName(name);
      return meant === null ? [] : [{ name, meant }];
    });
}

/** Those that get a row. A name beside the one that it is near was meant as it stands. */
function shownSlips(file: FileView) {
  return slipsOf(file)
    .filter(({ meant }) => !file.isThere(meant))
    .slice(0, MAX_SHOWN);
}

/** Names that are mistyped, doubled, or quoted: the ways in which a setting is not what it seems. */
export const nameRule: EnvRule = (file) => {
  const slips = shownSlips(file);
  const doubled = file.env.doubled.filter((name) => knownSet.has(name)).slice(0, MAX_SHOWN);
  const quoted = file.env.variables.flatMap(({ name, quoted }) =>
    quoted === true && knownSet.has(name) ? [name] : [],
  );
  return {
    rows: [
      ...slips.map(({ name, meant }) => row("bad", name, "set", `not read: perhaps ${meant} is meant`)),
      ...doubled.map((name) => row("note", name, "set more than once", "the last one counts")),
      ...(quoted.length === 0
        ? []
        : [
            row(
              "note",
              "values in quotes",
              quoted.slice(0, MAX_SHOWN).join(", "),
              "read without the quotes, as .env and compose are; docker run --env-file keeps them",
            ),
          ]),
    ],
    findings:
      slips.length === 0
        ? []
        : [{ reason: "env-typo", evidence: { settings: slips.map(({ name, meant }) => `${name}: perhaps ${meant}`) } }],
  };
};

/** What of the file was not looked at: said, so that silence does not read as "checked". */
export const restRule: EnvRule = (file) => {
  const { variables, otherFiles, unreadLines } = file.env;
  const rest = variables.filter(({ name }) => !knownSet.has(name)).length - shownSlips(file).length;
  return {
    rows: [
      ...(rest === 0 ? [] : [row("note", "other variables", String(rest), "not shown: quilt-mcp does not read them")]),
      ...(otherFiles === 0
        ? []
        : [row("unknown", "other files", String(otherFiles), "named as sources of variables, but not read")]),
      ...(unreadLines === 0 ? [] : [row("unknown", "other lines", String(unreadLines), "not an assignment: not read")]),
    ],
    findings: [],
  };
};
