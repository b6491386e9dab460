import type { LayerView, RunView } from "@/lib/diagnosis/reduce";
import type { Access } from "@/lib/wire/target-schema";

/** Layers that a subject may be refused at, in the order of a row's cells. */
export const matrixLayers = ["exchange", "identity", "s3", "search", "mcp"] as const;
export type MatrixLayer = (typeof matrixLayers)[number];

/** What the caller brings. */
export const tokenStates = ["none", "tampered", "expired", "valid"] as const;
export type TokenState = (typeof tokenStates)[number];

/**
 * `public`: an open catalog with a public bucket, and an MCP server that answers callers without a token by a token of
 * its own. `platform`: a private stack whose MCP server passes tokens on. The others are private stacks with another
 * MCP server: with OAuth, of the era that checked tokens itself, and the legacy one, which looks at no token.
 */
export const stackKinds = ["public", "platform", "oauth", "validating", "legacy"] as const;
export type StackKind = (typeof stackKinds)[number];

/**
 * How a layer ends for a caller. `open` is: served, as callers without a credential are. Where the product objects,
 * what the target asks for and the code of the objection.
 */
export type Outcome = Access | "not-applicable" | "blocked" | `${Access}: ${string}`;

export interface MatrixRow {
  readonly stack: StackKind;
  readonly token: TokenState;
  readonly cells: Readonly<Record<MatrixLayer, Outcome>>;
}

type Cells = readonly [Outcome, Outcome, Outcome, Outcome, Outcome];

function row(stack: StackKind, token: TokenState, cells: Cells): MatrixRow {
  const [exchange, identity, s3, search, mcp] = cells;
  return { stack, token, cells: { exchange, identity, s3, search, mcp } };
}

const [open, refused, served] = ["open", "refused", "served"] as const;
/** No credentials, so nothing to ask AWS with. */
const none = "not-applicable";
/** A bad token is refused where anybody without one is served: a refusal that protects nothing. */
const search = "refused: search/anonymous-access";
const mcp = "refused: mcp/open";
/** The server gives whoever asks what its own AWS credentials may see, whatever token comes along. */
const [stranger, unchecked] = ["open: mcp/wrong-identity", "open: mcp/not-enforced"] as const;

/** Who gets what where: the one declared table. */
export const accessMatrix: readonly MatrixRow[] = [
  row("public", "none", [refused, none, none, open, open]),
  row("public", "tampered", [refused, none, none, search, mcp]),
  row("public", "expired", [refused, none, none, search, mcp]),
  row("public", "valid", [served, served, open, open, open]),
  row("platform", "none", [refused, none, none, refused, refused]),
  row("platform", "tampered", [refused, none, none, refused, refused]),
  row("platform", "expired", [refused, none, none, refused, refused]),
  row("platform", "valid", [served, served, served, served, served]),
  row("oauth", "none", [refused, none, none, refused, refused]),
  row("oauth", "tampered", [refused, none, none, refused, refused]),
  row("oauth", "expired", [refused, none, none, refused, refused]),
  row("oauth", "valid", [served, served, served, served, served]),
  row("validating", "none", [refused, none, none, refused, refused]),
  row("validating", "tampered", [refused, none, none, refused, refused]),
  row("validating", "expired", [refused, none, none, refused, refused]),
  row("validating", "valid", [served, served, served, served, served]),
  row("legacy", "none", [refused, none, none, refused, stranger]),
  row("legacy", "tampered", [refused, none, none, refused, unchecked]),
  row("legacy", "expired", [refused, none, none, refused, unchecked]),
  row("legacy", "valid", [served, served, served, served, unchecked]),
];

/** What the target asks for in a cell; null where nobody asks. */
function accessOfCell(outcome: Outcome): Access | null {
  return ([served, refused, open] as const).find((access) => outcome.startsWith(access)) ?? null;
}

/** A subject's `access`, as the row has it. */
export function accessOfRow({ cells }: MatrixRow): Partial<Record<MatrixLayer, Access>> {
  return Object.fromEntries(
    matrixLayers.flatMap((layer) => {
      const access = accessOfCell(cells[layer]);
      return access === null ? [] : [[layer, access]];
    }),
  );
}

/** How a layer ended, read from the run alone: open where a caller without a credential was served too. */
function outcomeOf(view: RunView, layer: LayerView): Outcome {
  const { status, result, expects, controlResults } = layer;
  if (status === "not-applicable" || status === "blocked") return status;
  if (status !== "pass") {
    const decisive = result?.findings.find(({ effect }) => effect === "fail" || effect === "inconclusive");
    return `${expects ?? "served"}: ${decisive?.code ?? status}`;
  }
  if (expects === "refused") return "refused";
  const bare = controlResults.filter(({ name }) => name === "no-token" || name === "unsigned");
  return view.token === null || bare.some(({ observed }) => observed === "accepted") ? "open" : "served";
}

/** Layers that ask with the credentials of the exchange: beside another exchange than declared they say nothing. */
const fromExchange: readonly MatrixLayer[] = ["identity", "s3"];

/** `platform × tampered × search: declared refused, got served`, a line for each cell that is not as declared. */
export function matrixDifferences(declared: MatrixRow, view: RunView): readonly string[] {
  const got = (id: MatrixLayer): Outcome => {
    const layer = view.layers.find((one) => one.id === id);
    return layer === undefined ? "blocked" : outcomeOf(view, layer);
  };
  const differs = (id: MatrixLayer) => got(id) !== declared.cells[id];
  return matrixLayers
    .filter((id) => differs(id) && !(fromExchange.includes(id) && differs("exchange")))
    .map((id) => `${nameOfCell(declared, id)}: declared ${declared.cells[id]}, got ${got(id)}`);
}

/** `platform × tampered × search` */
export function nameOfCell({ stack, token }: MatrixRow, layer: MatrixLayer): string {
  return `${stack} × ${token} × ${layer}`;
}

/** The same row with one cell turned. */
export function turned(declared: MatrixRow, layer: MatrixLayer, to: Outcome): MatrixRow {
  return { ...declared, cells: { ...declared.cells, [layer]: to } };
}
