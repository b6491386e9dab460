import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEARCH } from "@/lib/clients/registry/operations";
import { type Lab, type LabStack, startLab } from "@/lib/lab/start-lab";

let lab: Lab;
let stack: LabStack;

beforeAll(async () => {
  lab = await startLab();
  stack = await lab.baseline();
});
afterAll(() => lab.close());

async function registryOf(from: LabStack): Promise<string> {
  const config: { registryUrl: string } = await (await fetch(`${from.target.catalogUrl}/config.json`)).json();
  return config.registryUrl;
}

async function credentials(from: LabStack, authorization: string | null) {
  const headers: Record<string, string> = authorization === null ? {} : { authorization };
  const answer = await fetch(`${await registryOf(from)}/api/auth/get_credentials`, { headers });
  const body: Record<string, string> = await answer.json();
  return { status: answer.status, body };
}

async function graphql(from: LabStack, query: string, token: string | null = from.token, variables: unknown = {}) {
  const answer = await fetch(`${await registryOf(from)}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: token }) },
    body: JSON.stringify({ query, variables }),
  });
  const body: { data?: Record<string, unknown>; errors?: { message: string }[] } = await answer.json();
  return { status: answer.status, body };
}

describe("the registry's exchange", () => {
  it("gives credentials for its own token", async () => {
    const { status, body } = await credentials(stack, `Bearer ${stack.token}`);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(["AccessKeyId", "Expiration", "SecretAccessKey", "SessionToken"]);
    expect(body.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  it("carries the account in the access key id", async () => {
    const { body } = await credentials(stack, `Bearer ${stack.token}`);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = [...(body.AccessKeyId ?? "").slice(4)]
      .map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0"))
      .join("");
    const account = (BigInt(`0b${bits.slice(0, 48)}`) & 0x7fffffffff80n) >> 7n;
    expect(stack.target.expect?.roleArn).toContain(`::${account.toString().padStart(12, "0")}:`);
  });

  it("refuses no token, a garbled one and one with a turned bit", async () => {
    const flipped = stack.token.slice(0, -2) + (stack.token.at(-2) === "A" ? "B" : "A") + stack.token.slice(-1);
    for (const authorization of [null, "Bearer nonsense", `Bearer ${flipped}`]) {
      const { status, body } = await credentials(stack, authorization);
      expect(status).toBe(401);
      expect(Object.keys(body)).toEqual(["message"]);
    }
  });

  it("refuses the token of another stack", async () => {
    const other = await lab.baseline();
    expect((await credentials(stack, `Bearer ${other.token}`)).status).toBe(401);
    await other.close();
  });

  it("trades a login code for a token once", async () => {
    const registry = await registryOf(stack);
    const given: { code: string } = await (
      await fetch(`${registry}/api/code`, { headers: { authorization: `Bearer ${stack.token}` } })
    ).json();
    const trade = async () => {
      const body = new URLSearchParams({ refresh_token: given.code });
      const answer: Record<string, unknown> = await (
        await fetch(`${registry}/api/token`, { method: "POST", body })
      ).json();
      return answer;
    };
    expect(await trade()).toMatchObject({ access_token: stack.token });
    expect(await trade()).toEqual({ error: "Invalid refresh token" });
  });
});

describe.each([
  ["new", "healthy"],
  ["old", "healthy-old-registry"],
])("GraphQL of the %s schema", (version, scenario) => {
  let own: LabStack;
  beforeAll(async () => {
    own = await lab.open(scenario);
  });
  afterAll(() => own.close());

  it("answers the query of the search layer", async () => {
    const variables = { buckets: [own.target.search?.bucket], query: "README.md", size: 1 };
    const { status, body } = await graphql(own, SEARCH.query, own.token, variables);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({
      me: { name: "ada", role: { name: "LabReadRole" } },
      objects: { __typename: "ObjectsSearchResultSet", total: 2 },
      packages: { __typename: "PackagesSearchResultSet", total: 1 },
    });
  });

  it(`${version === "old" ? "rejects" : "takes"} a spread on OperationError`, async () => {
    const { status } = await graphql(
      own,
      '{ searchObjects(searchString: "x") { __typename ... on OperationError { message } } }',
    );
    expect(status).toBe(version === "old" ? 400 : 200);
  });

  it("refuses introspection", async () => {
    const { status, body } = await graphql(own, "{ __schema { types { name } } }");
    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toMatch(/introspection/i);
  });

  it("answers 401 without a token", async () => {
    expect((await graphql(own, "{ me { name } }", null)).status).toBe(401);
  });
});

it("answers an open catalog's visitor with nobody", async () => {
  const open = await lab.open("healthy-open-catalog");
  const { status, body } = await graphql(open, "{ me { name } bucketConfigs { name } }", null);
  expect({ status, data: body.data }).toEqual({ status: 200, data: { me: null, bucketConfigs: [] } });
  await open.close();
});
