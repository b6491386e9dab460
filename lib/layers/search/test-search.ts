import type { Probe } from "@/lib/diagnosis/layer";
import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testAnswer, testInput } from "../shared/test-context";
import { search } from "./search";
import { callSearch, type SearchAnswer } from "./search-call";

export const BASE = "https://registry.example.com/stack";
/** A token of a catalog user, as it is sent. */
export const RAW = testJwt({ payload: { id: "a", uuid: "b", exp: 4_000_000_000 } });
export const TOKEN = testToken(RAW);
export const BEARER = new Secret(RAW);

const ADA = { name: "ada", role: { name: "Reader" } };
export const EMPTY = { __typename: "EmptySearchResultSet" };

export function objects(total: number, bucket = "data") {
  return {
    __typename: "ObjectsSearchResultSet",
    total,
    firstPage: { hits: Array.from({ length: total }, (_, at) => ({ bucket, key: `k${at}` })) },
  };
}

export function packages(total: number) {
  return { __typename: "PackagesSearchResultSet", total };
}

/** A GraphQL answer: two objects and no package for Ada, unless told otherwise. */
export function served(parts: object = {}) {
  return testAnswer(200, { data: { me: ADA, objects: objects(2), packages: EMPTY, ...parts } });
}

/** An Elasticsearch answer with one hit for each index that is named. */
export function listed(total: unknown, ...indexes: readonly string[]) {
  const hits = indexes.map((_index, at) => ({ _index, _id: `k${at}` }));
  return testAnswer(200, { hits: { total, hits } });
}

/** A subject with a token and a target that names the bucket "data". */
export function searchInput(
  target: Partial<LayerInput["target"]> = {},
  more: Partial<Omit<LayerInput, "target">> = {},
): LayerInput {
  return testInput({ token: TOKEN, ...more, target: { registryUrl: BASE, s3: { bucket: "data" }, ...target } });
}

/** What one call makes of an answer. */
export async function probeOf(answer: DoorResult, input = searchInput()): Promise<Probe<SearchAnswer>> {
  const { context } = createTestContext({ layer: search, input, send: () => answer });
  return callSearch(context, BASE, "real", RAW);
}
