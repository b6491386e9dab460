import type { DoorRequest } from "@/lib/http/door-types";
import { joinUrl } from "@/lib/join-url";

/** Where a registry turns a bearer into AWS credentials (quilt:api/python/quilt3/session.py). */
export const CREDENTIALS_PATH = "/api/auth/get_credentials";
export const GRAPHQL_PATH = "/graphql";
const LEGACY_SEARCH_PATH = "/api/search";
/** Credentials take 2 kB; what is far beyond is no such answer, and would be parsed several times over. */
const MAX_CREDENTIALS_BYTES = 64 * 1024;

/** One request to a registry, without what its sender decides. */
export type RegistryRequest = Omit<DoorRequest, "timeoutMs" | "signal">;

/** To whom a request goes, and with what. */
export interface RegistryCaller {
  /** Base URL of the registry. */
  readonly base: string;
  /** Null sends no Authorization header. */
  readonly bearer: string | null;
}

/** A GraphQL operation as it is sent. */
export interface GraphqlOperation {
  readonly operationName: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What the legacy search is asked (`GET /api/search`). */
export interface LegacySearch {
  /** One index, or several with commas: wildcards are refused by some registries. */
  readonly index: string;
  readonly query: string;
  readonly size: number;
}

export function credentialsRequest({ base, bearer }: RegistryCaller): RegistryRequest {
  return {
    method: "GET",
    url: joinUrl(base, CREDENTIALS_PATH),
    headers: { accept: "application/json", ...authorization(bearer) },
    maxBytes: MAX_CREDENTIALS_BYTES,
  };
}

export function graphqlRequest({ base, bearer }: RegistryCaller, operation: GraphqlOperation): RegistryRequest {
  return {
    method: "POST",
    url: joinUrl(base, GRAPHQL_PATH),
    headers: { accept: "application/json", "content-type": "application/json", ...authorization(bearer) },
    body: graphqlBody(operation),
  };
}

export function graphqlBody({ operationName, query, variables }: GraphqlOperation): string {
  return JSON.stringify({ operationName, query, variables });
}

export function legacySearchRequest({ base, bearer }: RegistryCaller, search: LegacySearch): RegistryRequest {
  return {
    method: "GET",
    url: joinUrl(base, legacySearchPath(search)),
    headers: { accept: "application/json", ...authorization(bearer) },
  };
}

export function legacySearchPath({ index, query, size }: LegacySearch): string {
  const parameters = new URLSearchParams({ index, action: "search", query, size: String(size) });
  return `${LEGACY_SEARCH_PATH}?${parameters}`;
}

function authorization(bearer: string | null): Readonly<Record<string, string>> {
  return bearer === null ? {} : { authorization: `Bearer ${bearer}` };
}
