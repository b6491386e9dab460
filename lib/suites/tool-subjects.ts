import type { z } from "zod";
import {
  bucketListEvidence,
  objectsListEvidence,
  permissionsEvidence,
  searchEvidence,
} from "@/lib/layers/mcp/tool-evidence";
import { jsonMutations } from "./body-mutations";
import { changeAt, type JsonPath, requiredPaths, valueAt } from "./evidence-paths";
import type { Subject } from "./evidence-subject";

/** A tool of the mcp layer, the evidence that it declares, and fields that must be among those tried. */
type Tool = readonly [tool: string, evidence: z.ZodType, fields: readonly string[]];

const tools: readonly Tool[] = [
  ["bucket_list", bucketListEvidence, ["success", "buckets", "buckets[0]", "buckets[0].name", "count"]],
  // Which bucket plays no part in where the fields are.
  [
    "bucket_objects_list",
    objectsListEvidence(""),
    ["success", "bucket", "objects", "objects[0]", "objects[0].key", "count"],
  ],
  ["search_catalog", searchEvidence, ["success", "results", "results[0]", "results[0].id", "total_results"]],
  [
    "discover_permissions",
    permissionsEvidence,
    ["success", "user_identity", "user_identity.arn", "user_identity.account_id"],
  ],
];

/** Where the payload sits in an answer: some tools wrap it. */
function payloadPath(answer: unknown): JsonPath {
  const wrapped = valueAt(answer, ["result", "structuredContent", "result"]);
  return ["result", "structuredContent", ...(wrapped === undefined ? [] : ["result"])];
}

/** The same answer with another payload, in its structured part and in its text alike. */
function withPayload(answer: unknown, payload: unknown): string {
  const structured = changeAt(answer, payloadPath(answer), { to: payload });
  return JSON.stringify(changeAt(structured, ["result", "content", 0, "text"], { to: JSON.stringify(payload) }));
}

/** The same payload as JSON in strings: in the text, and again in the structured part. */
function withJsonText(answer: unknown, payload: unknown): string {
  const text = JSON.stringify(payload);
  const structured = changeAt(answer, ["result", "structuredContent", "result"], { to: text });
  return JSON.stringify(changeAt(structured, ["result", "content", 0, "text"], { to: text }));
}

/** A server whose tools give their JSON in strings: what is wrong with it has to be seen there, too. */
const inJsonText: readonly Subject[] = tools.slice(0, 1).map(([tool, evidence, fields]) => ({
  layer: "mcp",
  scenario: "healthy-mcp-json-strings",
  // A batch of one is read as the answer that it holds.
  reads: ["array"],
  server: "mcp",
  path: "/mcp",
  asks: `"name":"${tool}"`,
  holds: 'success\\":true',
  fields,
  mutate: (body) => {
    const answer: unknown = JSON.parse(body);
    const payload: unknown = JSON.parse(String(valueAt(answer, ["result", "structuredContent", "result"])));
    const required = jsonMutations(payload, requiredPaths(evidence, payload));
    const said = jsonMutations(payload, [["success"]]).filter(({ how }) => how !== "removed");
    return [...said, ...required].map((mutation) => ({
      ...mutation,
      body: withJsonText(answer, JSON.parse(mutation.body)),
    }));
  },
}));

/** The answers of each tool that the mcp layer calls, as the lab's server gives them to the right token. */
const asObjects: readonly Subject[] = tools.map(([tool, evidence, fields]) => ({
  layer: "mcp",
  scenario: "healthy",
  server: "mcp",
  path: "/mcp",
  asks: `"name":"${tool}"`,
  holds: '"success":true',
  fields,
  // A batch of one, which versions before 2025-06-18 knew.
  reads: ["array"],
  mutate: (text) => {
    const answer: unknown = JSON.parse(text);
    const payload = valueAt(answer, payloadPath(answer));
    const required = jsonMutations(payload, requiredPaths(evidence, payload));
    // Some versions leave `success` out; where it stands, it says true.
    const said = jsonMutations(payload, [["success"]]).filter(({ how }) => how !== "removed");
    return [...said, ...required].map((mutation) => ({
      ...mutation,
      body: withPayload(answer, JSON.parse(mutation.body)),
    }));
  },
}));

export const toolSubjects: readonly Subject[] = [...asObjects, ...inJsonText];
