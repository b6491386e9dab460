import { isJsonObject, type JsonObject } from "@/lib/json-object";

const ERRORS_READ = 5;

/** Messages of the first errors of a GraphQL answer, each cut to 200 characters. */
export function graphqlErrors(body: JsonObject | null): readonly string[] {
  const errors = body?.errors;
  if (!Array.isArray(errors)) return [];
  return errors
    .slice(0, ERRORS_READ)
    .map((error: unknown) =>
      isJsonObject(error) && typeof error.message === "string" ? error.message.slice(0, 200) : "unnamed error",
    );
}

/** Message of the first error in a GraphQL answer; null without errors. */
export function firstGraphqlError(body: JsonObject | null): string | null {
  const [error] = graphqlErrors(body);
  return error === undefined ? null : `GraphQL error: ${error}`;
}

/** Names of the buckets in the data of an answer; null where it holds no list of them. */
export function bucketNamesIn(data: unknown): readonly string[] | null {
  const configs = isJsonObject(data) ? data.bucketConfigs : null;
  if (!Array.isArray(configs)) return null;
  return configs.flatMap((one: unknown) => (isJsonObject(one) && typeof one.name === "string" ? [one.name] : []));
}
