import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { buildSchema, graphql } from "graphql";
import { jwtVerify, SignJWT } from "jose";

/**
 * @typedef {{ AccessKeyId: string, SecretAccessKey: string, SessionToken: string, Expiration: string }} Vended
 * @typedef {{ method: string, path: string, status: number, agent: string, bearer: string | null }} Logged
 */

/** The part of Quilt's published schema that search needs (quilt: shared/graphql/schema.graphql). */
const schema = buildSchema(`
  type Role { name: String! }
  type Me { name: String!, email: String!, isAdmin: Boolean!, role: Role!, roles: [Role!]! }
  type InvalidInputError { path: String, message: String!, name: String! }
  type InvalidInput { errors: [InvalidInputError!]! }
  type OperationError { message: String!, name: String! }
  type EmptySearchResultSet { _: Boolean }
  type SearchHitObject { id: ID!, score: Float!, bucket: String!, key: String!, version: String!, size: Float!, deleted: Boolean! }
  type ObjectsSearchResultSetPage { cursor: String, hits: [SearchHitObject!]! }
  enum SearchResultOrder { BEST_MATCH NEWEST OLDEST LEX_ASC LEX_DESC }
  type ObjectsSearchResultSet {
    total: Int!
    firstPage(size: Int = 30, order: SearchResultOrder): ObjectsSearchResultSetPage!
  }
  type PackagesSearchResultSet { total: Int! }
  union ObjectsSearchResult = ObjectsSearchResultSet | EmptySearchResultSet | InvalidInput | OperationError
  union PackagesSearchResult = PackagesSearchResultSet | EmptySearchResultSet | InvalidInput | OperationError
  type BucketConfig {
    name: String!, title: String!, description: String, iconUrl: String, relevanceScore: Int!, browsable: Boolean!, tags: [String!]
  }
  type Query {
    me: Me
    bucketConfigs: [BucketConfig!]!
    searchObjects(buckets: [String!], searchString: String): ObjectsSearchResult!
    searchPackages(buckets: [String!], searchString: String, latestOnly: Boolean! = false): PackagesSearchResult!
  }
`);

/** @param {{ buckets?: string[], searchString?: string }} wanted @param {{ bucket: string, key: string }[]} index */
function searchObjects({ buckets, searchString }, index) {
  const hits = index.filter(
    (object) =>
      (buckets === undefined || buckets === null || buckets.length === 0 || buckets.includes(object.bucket)) &&
      object.key.toLowerCase().includes((searchString ?? "").toLowerCase()),
  );
  if (hits.length === 0) return { __typename: "EmptySearchResultSet", _: null };
  const full = hits.map((hit) => ({ id: hit.key, score: 1, version: "null", size: 6, deleted: false, ...hit }));
  return { __typename: "ObjectsSearchResultSet", total: hits.length, firstPage: { cursor: null, hits: full } };
}

/** The proxy to Elasticsearch that quilt-mcp searches through. @param {URLSearchParams} params @param {{ bucket: string, key: string }[]} index */
function legacySearch(params, index) {
  const text = /"query":\s*"((?:[^"\\]|\\.)*)"/.exec(params.get("body") ?? "")?.[1] ?? "";
  const searched = text.replace(/\\+(.)/g, "$1").toLowerCase();
  const hits = index
    .filter(({ bucket, key }) => bucket === params.get("index") && key.toLowerCase().includes(searched))
    .map(({ bucket, key }) => ({ _index: bucket, _id: `${key}:null`, _score: 1, _source: { key, size: 6 } }));
  return { took: 1, timed_out: false, hits: { total: { value: hits.length, relation: "eq" }, hits } };
}

/**
 * Starts a catalog and a registry of this suite's own on loopback, as a Quilt stack has them, each with a request log.
 * The registry verifies HS256 catalog tokens with a secret made here and vends what `vend` gives.
 * @param {{ region: string, objects: { bucket: string, key: string }[], vend: () => Promise<Vended> }} options
 */
export async function startStack({ region, objects, vend }) {
  const secret = randomBytes(32).toString("hex");
  const key = new TextEncoder().encode(secret);
  const user = { id: randomUUID(), name: "ada" };
  /** @type {{ catalog: Logged[], registry: Logged[] }} */
  const logs = { catalog: [], registry: [] };

  /** @param {string | undefined} header */
  async function isKnown(header) {
    const bearer = /^Bearer (.+)$/.exec(header ?? "")?.[1];
    if (bearer === undefined) return false;
    try {
      const { payload } = await jwtVerify(bearer, key, { algorithms: ["HS256"] });
      return payload.id === user.id;
    } catch {
      return false;
    }
  }

  const me = {
    name: user.name,
    email: "ada@peers.test",
    isAdmin: false,
    role: { name: "Reader" },
    roles: [{ name: "Reader" }],
  };
  const rootValue = {
    me: () => me,
    bucketConfigs: () =>
      [...new Set(objects.map((object) => object.bucket))].map((name) => ({
        name,
        title: name,
        relevanceScore: 0,
        browsable: true,
      })),
    searchObjects: (/** @type {{ buckets?: string[], searchString?: string }} */ wanted) =>
      searchObjects(wanted, objects),
    searchPackages: () => ({ __typename: "EmptySearchResultSet", _: null }),
  };

  const registry = await serve(logs.registry, async ({ method, path, params, headers, body }) => {
    const known = await isKnown(headers.authorization);
    if (method === "GET" && path === "/api/auth/get_credentials") {
      if (!known) return json(401, { message: "Token could not be deserialized" });
      return json(200, await vend());
    }
    if (method === "POST" && path === "/graphql") {
      if (!known) return json(401, { message: "Unauthorized" });
      const { query, variables, operationName } = JSON.parse(body);
      return json(
        200,
        await graphql({
          schema,
          source: query,
          variableValues: variables ?? null,
          operationName: operationName ?? null,
          rootValue,
        }),
      );
    }
    if (method === "GET" && path === "/api/search") {
      if (!known) return json(401, { message: "Unauthorized" });
      return json(200, legacySearch(params, objects));
    }
    return json(404, { message: "Not found" });
  });

  const catalog = await serve(logs.catalog, async ({ path }) => {
    if (path !== "/config.json")
      return { status: 200, type: "text/html", body: "<!doctype html><title>Catalog</title>" };
    return json(200, {
      registryUrl: registry.url,
      region,
      alwaysRequiresAuth: true,
      apiGatewayEndpoint: `${registry.url}/api-gateway`,
      mixpanelToken: "none",
      mode: "PRODUCT",
      passwordAuth: "ENABLED",
      s3Proxy: `${registry.url}/s3-proxy`,
      // quilt-mcp insists on this field.
      analyticsBucket: "peers-analytics",
      serviceBucket: "peers-service",
      ssoAuth: "DISABLED",
      ssoProviders: "",
      stackVersion: "1.70.0",
    });
  });

  return {
    catalogUrl: catalog.url,
    registryUrl: registry.url,
    secret,
    logs,
    /** @returns {Promise<string>} a catalog token as the registry signs it: id, uuid and exp */
    signToken: (expires = "30 days") =>
      new SignJWT({ id: user.id, uuid: randomUUID() })
        .setProtectedHeader({ typ: "JWT", alg: "HS256" })
        .setExpirationTime(expires)
        .sign(key),
    stop: async () => {
      await Promise.all([catalog.stop(), registry.stop()]);
    },
  };
}

/** @param {number} status @param {unknown} value */
const json = (status, value) => ({ status, type: "application/json", body: JSON.stringify(value) });

/**
 * @param {Logged[]} log
 * @param {(request: { method: string, path: string, params: URLSearchParams, headers: import("node:http").IncomingHttpHeaders, body: string }) =>
 *   Promise<{ status: number, type: string, body: string }>} answer
 */
async function serve(log, answer) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname: path, searchParams: params } = new URL(request.url ?? "/", "http://peers.test");
    const asked = {
      method: request.method ?? "",
      path,
      params,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const given = await answer(asked).catch((error) => {
      console.error(`the test's registry could not answer ${path}: ${error.message}`);
      return json(500, { message: "Internal Server Error" });
    });
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
    const agent = request.headers["user-agent"] ?? "";
    log.push({ method: asked.method, path, status: given.status, agent, bearer });
    response.writeHead(given.status, { "content-type": given.type });
    response.end(given.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve(undefined));
      }),
  };
}
