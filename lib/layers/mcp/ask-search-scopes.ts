import { knownArguments } from "@/lib/clients/mcp/check-arguments";
import type { McpTool } from "@/lib/clients/mcp/session";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import type { Judged } from "./judge-tool-answer";
import { type PlannedCall, plannedCalls } from "./planned-calls";
import type { RealCall, RealRun } from "./run-real";
import { fitArguments } from "./run-session";

export const SEARCH_TOOL = "search_catalog";

/** A call of search in another scope than the layer's own, beside the controls and with none of its own. */
export interface AskedScope {
  readonly scope: string;
  readonly bucket: string;
  readonly judged: Judged;
}

/** What `search_catalog` says of its own `scope` argument. */
export interface OfferedScopes {
  readonly scopes: readonly string[];
  /** Where none is given; null when the schema does not say. */
  readonly otherwise: string | null;
  readonly takesBucket: boolean;
}

/** Packages are the other kind of things; entries and `global` read the same two indexes. */
const PACKAGE = "package";
/** Packages in the bucket; the own scope, and packages, in no bucket. */
const AT_MOST = 3;

export function ownSearch(real: RealRun): RealCall | null {
  return real.calls.find(({ call }) => call.own && call.tool === SEARCH_TOOL) ?? null;
}

/** How many calls are made beside the planned ones, at most. */
export function scopeCallsPlanned(input: LayerInput): number {
  return plannedCalls(input).some((call) => call.own && call.tool === SEARCH_TOOL) ? AT_MOST : 0;
}

/** @param offeredAs the name that the tool has at this server */
export function offeredScopes(tools: readonly McpTool[], offeredAs = SEARCH_TOOL): OfferedScopes {
  const schema = tools.find((tool) => tool.name === offeredAs)?.inputSchema ?? {};
  const scope = isJsonObject(schema.properties) ? schema.properties.scope : undefined;
  const given: readonly unknown[] = isJsonObject(scope) && Array.isArray(scope.enum) ? scope.enum : [];
  const otherwise = isJsonObject(scope) && typeof scope.default === "string" ? scope.default : null;
  return {
    scopes: given.filter((name) => typeof name === "string"),
    otherwise,
    takesBucket: knownArguments(schema)?.has("bucket") ?? false,
  };
}

/**
 * Searches the other scopes that the tool's own schema offers, in the open session. Evidence only: once, only beside an
 * accepted call of the layer's own, and nothing of it is reported as a finding.
 */
export async function askSearchScopes(ctx: BonafideContext, real: RealRun): Promise<readonly AskedScope[]> {
  const own = ownSearch(real);
  if (own === null || own.judged.observed !== "accepted" || expectedAccess(ctx.input, "mcp") === "refused") return [];
  const offered = offeredScopes(real.tools, own.call.offeredAs);
  const named = String(own.values?.bucket ?? "");
  const packages = offered.scopes.includes(PACKAGE);
  const wanted: readonly (readonly [scope: string | null, bucket: string])[] = [
    ...(packages ? [[PACKAGE, named] as const] : []),
    ...(offered.takesBucket ? [[null, ""] as const] : []),
    ...(packages && offered.takesBucket ? [[PACKAGE, ""] as const] : []),
  ];
  const asked = await Promise.all(
    wanted.map(async ([scope, bucket]): Promise<AskedScope | null> => {
      const call = inScope(own.call, scope ?? offered.otherwise ?? "its own scope", {
        ...own.values,
        ...(scope === null ? {} : { scope }),
        bucket,
      });
      const fitted = fitArguments(call, real.tools);
      if ("fault" in fitted) return null;
      const judged = await real.session.call(fitted.call, fitted.values, "beside:scopes");
      return { scope: scope ?? offered.otherwise ?? "not given", bucket, judged };
    }),
  );
  return asked.filter((one) => one !== null);
}

function inScope(own: PlannedCall, scope: string, values: JsonObject): PlannedCall {
  return { ...own, values, step: `scope ${scope}, bucket ${JSON.stringify(values.bucket)}` };
}
