import { z } from "zod";
import type { JsonObject } from "@/lib/json-object";
import type { LayerInput } from "../shared/layer-input";
import { searchBucket } from "../shared/search-query";
import { bucketListEvidence, objectsListEvidence, permissionsEvidence, searchEvidence } from "./tool-evidence";

/** A tool call that the layer makes: really, with each control, and once more. */
export interface PlannedCall {
  /** Tells calls of one tool apart: "search_catalog", "search_catalog (2)". */
  readonly label: string;
  readonly tool: string;
  /** Names under which a server may offer it, the likeliest first: with the target's prefix, and without. */
  readonly names: readonly string[];
  /** The name that this server offers it under; the tool's own where nothing was found out. */
  readonly offeredAs?: string;
  /** A resource that is read in place of calling a tool (MCP 2025-06-18, Resources); null for a tool. */
  readonly resource: string | null;
  /** What its request is called in the run, where it is not `tools/call <label>`. */
  readonly step?: string;
  readonly values: JsonObject;
  /** Arguments that only spare the server work: left out where a version of the tool does not know them. */
  readonly spare: readonly string[];
  /** ms */
  readonly timeoutMs: number;
  /** What an accepted payload looks like, by the protocol alone; of the target's own calls nothing is known. */
  readonly evidence: z.ZodType;
  /** Items that the operator wants; null where nothing is counted. Of the target's own calls it is the evidence. */
  readonly minItems: number | null;
  /** A text that the answer to a call of the target's must hold; null where it need not. */
  readonly contains: string | null;
  /** A bucket that the list must hold. */
  readonly includes: string | null;
  /** Set of a call that is made in the stateless era. */
  readonly era?: "stateless";
  /** The operator says that it may be called, though nothing says that it only reads. */
  readonly allowed: boolean;
  /** Of the layer itself, or one of the target's `mcp.calls`. */
  readonly own: boolean;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DISCOVER_TIMEOUT_MS = 40_000;
const ITEMS_SHOWN = 5;

/** Deadline of each request of this layer, ms: a tool may wait for several hops, so it is longer than elsewhere. */
export function mcpTimeoutMs(input: LayerInput): number {
  return input.timeoutGiven === true ? input.timeoutMs : DEFAULT_TIMEOUT_MS;
}

/** The tools of a run, DESIGN §2: the layer's own first, then the target's. */
export function plannedCalls(input: LayerInput): readonly PlannedCall[] {
  const calls = [...ownCalls(input), ...targetCalls(input)];
  const taken = new Set<string>();
  return calls.map((call) => {
    let label = call.tool;
    // A tool may itself be called "search_catalog (2)".
    for (let nth = 2; taken.has(label); nth += 1) label = `${call.tool} (${nth})`;
    taken.add(label);
    return { ...call, label };
  });
}

type Parts = Partial<PlannedCall> & Pick<PlannedCall, "tool" | "values" | "evidence">;

/** What every call has unless it says otherwise. */
const PLAIN = { spare: [], minItems: null, includes: null, contains: null, resource: null, allowed: false } as const;

function ownCalls(input: LayerInput): readonly PlannedCall[] {
  const { s3, search, mcp } = input.target;
  const timeoutMs = mcpTimeoutMs(input);
  const own = (parts: Parts): PlannedCall => ({
    ...PLAIN,
    label: parts.tool,
    names: namesOf(parts.tool, mcp.toolPrefix),
    timeoutMs,
    own: true,
    ...parts,
  });
  const bucket = s3.bucket ?? search.bucket ?? null;
  const searched = searchBucket(input);
  const calls = [own({ tool: "bucket_list", values: {}, evidence: bucketListEvidence, minItems: 1, includes: bucket })];
  if (s3.bucket !== undefined) {
    const max = Math.min(1000, Math.max(s3.minKeys ?? 1, ITEMS_SHOWN));
    calls.push(
      own({
        tool: "bucket_objects_list",
        // Signed URLs cost one exchange each.
        values: { bucket: s3.bucket, prefix: s3.prefix ?? "", max_keys: max, include_signed_urls: false },
        spare: ["max_keys", "include_signed_urls"],
        evidence: objectsListEvidence(s3.bucket),
        minItems: s3.minKeys ?? 1,
      }),
    );
  }
  if (search.query !== undefined && searched !== null) {
    const limit = Math.max(search.minHits ?? 1, ITEMS_SHOWN);
    calls.push(
      own({
        tool: "search_catalog",
        // Without a bucket quilt-mcp answers success with nothing, and asks nobody.
        values: { query: search.query, bucket: searched, limit },
        spare: ["limit"],
        evidence: searchEvidence,
        minItems: search.minHits ?? 1,
      }),
    );
  }
  if (bucket !== null) {
    calls.push(
      own({
        tool: "discover_permissions",
        values: { check_buckets: [bucket] },
        evidence: permissionsEvidence,
        timeoutMs: input.timeoutGiven === true ? input.timeoutMs : DISCOVER_TIMEOUT_MS,
      }),
    );
  }
  return calls;
}

/** Behind the prefix first; a stdio server of the same target has none. */
function namesOf(tool: string, prefix = ""): readonly string[] {
  return prefix === "" ? [tool] : [`${prefix}${tool}`, tool];
}

function targetCalls(input: LayerInput): readonly PlannedCall[] {
  const { calls = [], toolPrefix = "" } = input.target.mcp;
  return calls.map((call) => {
    // The schema asks for one of the two.
    const tool = call.tool ?? call.resource ?? "";
    return {
      ...PLAIN,
      label: tool,
      tool,
      names: [...namesOf(tool, toolPrefix)].reverse(),
      resource: call.tool === undefined ? (call.resource ?? null) : null,
      values: call.arguments ?? {},
      timeoutMs:
        tool === "discover_permissions" && input.timeoutGiven !== true ? DISCOVER_TIMEOUT_MS : mcpTimeoutMs(input),
      evidence: z.unknown(),
      minItems: call.minItems ?? null,
      contains: call.contains ?? null,
      allowed: (input.allowTool ?? []).some((name) => name === tool || name === `${toolPrefix}${tool}`),
      own: false,
    };
  });
}
