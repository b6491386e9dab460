import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { LabCall, LabReply } from "../lab-server";
import { graphqlRoot, type Viewer } from "./graphql-resolvers";
import { registrySchema } from "./graphql-schema";

interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** Parses, validates (introspection refused, as on Quilt's own stacks) and executes one operation. */
export async function answerGraphql(parts: StackParts, call: LabCall, viewer: Viewer): Promise<LabReply> {
  const request = readRequest(call.body);
  if (request === null) return reply(400, { errors: [{ message: "Operation query must be a string." }] });
  const schema = registrySchema(parts.config.registry.schema);
  try {
    const { document, problems } = checked(parts.config.registry.schema, schema, request.query);
    if (problems.length > 0) {
      call.log("warn", `graphql.invalid problems=${problems.length}`);
      return reply(400, { errors: problems });
    }
    const result = await execute({
      schema,
      document,
      rootValue: graphqlRoot(parts, viewer),
      variableValues: request.variables,
      operationName: request.operationName,
    });
    const failed = result.errors?.length ?? 0;
    call.log(failed > 0 ? "error" : "info", `graphql.done viewer=${viewer} errors=${failed}`);
    // A failing resolver of a non-null field takes the whole answer with it.
    return reply(200, result);
  } catch (error) {
    return reply(400, { errors: [{ message: error instanceof Error ? error.message : "Syntax Error" }] });
  }
}

interface Checked {
  readonly document: DocumentNode;
  readonly problems: readonly GraphQLError[];
}

/** Clients repeat a handful of queries: the last few are kept, by schema and text. */
const known = new Map<string, Checked>();
const MAX_KNOWN = 32;
const MAX_KEPT_CHARS = 4000;

/** @throws GraphQLError for a text that is no GraphQL */
function checked(version: "old" | "new", schema: GraphQLSchema, query: string): Checked {
  const key = `${version} ${query}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const document = parse(query, { maxTokens: 2000 });
  const problems = validate(schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule]);
  if (known.size >= MAX_KNOWN) known.clear();
  if (query.length <= MAX_KEPT_CHARS) known.set(key, { document, problems });
  return { document, problems };
}

function reply(status: number, value: unknown): LabReply {
  return { status, contentType: "application/json", body: JSON.stringify(value) };
}

function readRequest(body: Uint8Array): GraphqlRequest | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    if (typeof value !== "object" || value === null) return null;
    const query: unknown = Reflect.get(value, "query");
    const variables: unknown = Reflect.get(value, "variables");
    const operationName: unknown = Reflect.get(value, "operationName");
    if (typeof query !== "string") return null;
    return {
      query,
      variables: typeof variables === "object" && variables !== null ? { ...variables } : {},
      operationName: typeof operationName === "string" ? operationName : null,
    };
  } catch {
    return null;
  }
}
