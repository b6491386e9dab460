import type { McpConfig } from "./mcp-config";
import { bucketList } from "./tool-bucket-list";
import { bucketObjectsList } from "./tool-bucket-objects-list";
import type { ToolArguments, ToolContext, ToolPayload } from "./tool-context";
import { discoverPermissions } from "./tool-discover-permissions";
import { searchCatalog } from "./tool-search-catalog";

type Schema = Readonly<Record<string, unknown>>;

/** A tool as tools/list shows it, and what it does. */
export interface LabTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  run(context: ToolContext, args: ToolArguments): Promise<ToolPayload>;
}

const text = (description: string, otherwise?: string): Schema => ({
  ...(otherwise === undefined ? {} : { default: otherwise }),
  description,
  type: "string",
});
const flag = (otherwise: boolean): Schema => ({ default: otherwise, type: "boolean" });

const current: readonly LabTool[] = [
  {
    name: "bucket_list",
    title: "Bucket List",
    description: "List S3 buckets accessible to authenticated user - Bucket discovery and access verification",
    properties: {},
    required: [],
    run: bucketList,
  },
  {
    name: "bucket_objects_list",
    title: "Bucket Objects List",
    description:
      "List objects in an S3 bucket with optional prefix filtering - S3 bucket exploration and object retrieval tasks",
    properties: {
      bucket: text("S3 bucket name or s3:// URI"),
      prefix: text("Filter objects by prefix (e.g., 'data/' to list only objects in data folder)", ""),
      max_keys: { default: 100, description: "1-1000", maximum: 1000, minimum: 1, type: "integer" },
      continuation_token: text("Token for paginating through large result sets", ""),
      include_signed_urls: flag(true),
    },
    required: ["bucket"],
    run: bucketObjectsList,
  },
  {
    name: "search_catalog",
    title: "Search Catalog",
    description: "Intelligent unified search across Quilt catalog using Elasticsearch",
    properties: {
      query: text("Natural language search query"),
      scope: { default: "file", enum: ["global", "packageEntry", "package", "file"], type: "string" },
      bucket: text("S3 bucket to search in. Empty string searches all accessible buckets.", ""),
      backend: { const: "elasticsearch", default: "elasticsearch", type: "string" },
      limit: { default: 50, type: "integer" },
      include_metadata: flag(true),
      explain_query: flag(false),
      count_only: flag(false),
    },
    required: ["query"],
    run: searchCatalog,
  },
  {
    name: "discover_permissions",
    title: "Discover Permissions",
    description: "Discover AWS permissions for the current principal.",
    properties: {
      check_buckets: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }], default: null },
      include_cross_account: flag(false),
      force_refresh: flag(false),
    },
    required: [],
    run: discoverPermissions,
  },
];

/** Arguments as an older version named them. */
const renamed: Readonly<Record<string, string>> = { bucket: "bucket_name", check_buckets: "buckets", query: "text" };

function older(tool: LabTool): LabTool {
  const rename = (name: string) => renamed[name] ?? name;
  return {
    ...tool,
    properties: Object.fromEntries(Object.entries(tool.properties).map(([name, schema]) => [rename(name), schema])),
    required: tool.required.map(rename),
  };
}

/** The tools that this server lists. */
export function toolsOf({ withoutTools, schemas }: McpConfig): readonly LabTool[] {
  const listed = current.filter((tool) => !withoutTools.includes(tool.name));
  return schemas === "current" ? listed : listed.map(older);
}

/** The entry of tools/list. */
export function listedTool({ name, title, description, properties, required }: LabTool) {
  const needed = required.length === 0 ? {} : { required };
  return {
    _meta: { fastmcp: { tags: [] } },
    description,
    inputSchema: { properties, type: "object", ...needed, additionalProperties: false },
    name,
    title,
  };
}

/** What pydantic says of arguments that do not fit; null if they do. */
export function argumentProblem(tool: LabTool, args: ToolArguments): string | null {
  const missing = tool.required.filter((name) => args[name] === undefined);
  const strange = Object.keys(args).filter((name) => !Object.hasOwn(tool.properties, name));
  const problems = [
    ...missing.map((name) => `${name}\n  Missing required argument [type=missing_argument, input_type=dict]`),
    ...strange.map((name) => `${name}\n  Unexpected keyword argument [type=unexpected_keyword_argument]`),
  ];
  if (problems.length === 0) return null;
  const count = `${problems.length} validation error${problems.length === 1 ? "" : "s"}`;
  return `${count} for call[${tool.name}]\n${problems.join("\n")}`;
}
