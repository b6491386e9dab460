import { describe, expect, it } from "vitest";
import { BUCKETS_OF_USER, SEARCH } from "./operations";
import {
  credentialsRequest,
  graphqlBody,
  graphqlRequest,
  legacySearchPath,
  legacySearchRequest,
} from "./registry-request";
import { sendToRegistry } from "./send-to-registry";

const caller = { base: "https://registry.example.org/a//", bearer: "t" };
const nobody = { ...caller, bearer: null };

describe("a request to a registry", () => {
  it("for credentials is a GET with the bearer, whose answer is bounded", () => {
    expect(credentialsRequest(caller)).toStrictEqual({
      method: "GET",
      url: "https://registry.example.org/a/api/auth/get_credentials",
      headers: { accept: "application/json", authorization: "Bearer t" },
      maxBytes: 65_536,
    });
  });

  it("of GraphQL is a POST of one operation, its members always in the same order", () => {
    const variables = { b: 1, a: null };
    expect(graphqlRequest(caller, { variables, query: "query Q { me { name } }", operationName: "Q" })).toStrictEqual({
      method: "POST",
      url: "https://registry.example.org/a/graphql",
      headers: { accept: "application/json", "content-type": "application/json", authorization: "Bearer t" },
      body: '{"operationName":"Q","query":"query Q { me { name } }","variables":{"b":1,"a":null}}',
    });
    expect(Object.keys(JSON.parse(graphqlBody(BUCKETS_OF_USER)))).toEqual(["operationName", "query"]);
  });

  it("of the legacy search is a GET of named indexes", () => {
    const search = { index: "a,a_packages", query: "b c&d", size: 3 };
    expect(legacySearchPath(search)).toBe("/api/search?index=a%2Ca_packages&action=search&query=b+c%26d&size=3");
    expect(legacySearchRequest(caller, search)).toStrictEqual({
      method: "GET",
      url: `https://registry.example.org/a${legacySearchPath(search)}`,
      headers: { accept: "application/json", authorization: "Bearer t" },
    });
  });

  it("of nobody has no Authorization header", () => {
    const search = { index: "a", query: "*", size: 1 };
    const requests = [credentialsRequest(nobody), graphqlRequest(nobody, SEARCH), legacySearchRequest(nobody, search)];
    for (const { headers } of requests) expect(Object.keys(headers)).not.toContain("authorization");
  });

  it("is sent as it is, with its sender's deadline and signal", async () => {
    const { signal } = new AbortController();
    const sent: unknown[] = [];
    const failure = {
      kind: "failure",
      failure: "timeout",
      detail: "",
      status: null,
      headers: {},
      startedAtMs: 0,
    } as const;
    const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 };
    const result = { ...failure, timings };
    const send = async (request: unknown) => {
      sent.push(request);
      return result;
    };
    expect(await sendToRegistry({ timeoutMs: 7, signal, send }, credentialsRequest(caller))).toBe(result);
    expect(sent).toStrictEqual([{ ...credentialsRequest(caller), timeoutMs: 7, signal }]);
  });
});
