import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { besideNameOf } from "@/lib/diagnosis/purpose";
import type { RunView } from "@/lib/diagnosis/reduce";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { factValues } from "./fact-values";
import { type ProxiedAnswer, proxyStack } from "./mutating-proxy";
import { runStack } from "./run-lab";

let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab.close());

interface Run {
  readonly view: RunView;
  /** Bucket names of a stack differ from run to run. */
  readonly bucket: string;
}

async function run(scenario: string, repaired = false): Promise<Run> {
  const stack = await lab.open(scenario, { repaired });
  try {
    const { view } = await runStack(stack);
    return { view, bucket: stack.target.s3?.bucket ?? stack.target.search?.bucket ?? "" };
  } finally {
    await stack.close();
  }
}

/** What a run concludes, and how each layer ended: what evidence must never touch. */
function conclusionOf({ layers, conclusion }: RunView) {
  return {
    verdict: conclusion?.verdict,
    brokenLayer: conclusion?.brokenLayer,
    code: conclusion?.code,
    layers: layers.map((layer) => ({
      id: layer.id,
      status: layer.status,
      codes: layer.result?.findings.map((finding) => finding.code),
      controls: layer.controlResults.map(({ name, tool, observed }) => `${name} on ${tool}: ${observed}`).sort(),
    })),
  };
}

function rowsOf({ view, bucket }: Run, layer: string, table: string): readonly string[] {
  const found = view.layers.find(({ id }) => id === layer)?.result?.tables?.find(({ id }) => id === table);
  return (found?.rows ?? []).map(({ mark, cells }) =>
    [mark, ...cells.map((cell) => (cell === bucket ? "BUCKET" : cell))].join(" | "),
  );
}

const scopes = (one: Run) => rowsOf(one, "search", "scopes");
const throughMcp = (one: Run) => rowsOf(one, "mcp", "search-scopes");
const factsOf = ({ view }: Run) => factValues(view.layers.find(({ id }) => id === "search")?.result);
const EMPTY = "EmptySearchResultSet: no match, or no bucket of this user's";

describe("search in every scope", () => {
  it("shows objects and packages, with and without the bucket", async () => {
    expect(scopes(await run("healthy"))).toEqual([
      "good | objects | BUCKET | 2 | found",
      "good | packages | BUCKET | 1 | found",
      "good | objects | every bucket | 2 | found",
      "good | packages | every bucket | 1 | found",
    ]);
  });

  it("turns only the rows of the packages where there are none", async () => {
    const [whole, without] = [await run("healthy"), await run("healthy-no-packages")];
    expect(conclusionOf(without.view)).toEqual(conclusionOf(whole.view));
    expect(scopes(without)).toEqual([
      scopes(whole)[0],
      `bad | packages | BUCKET | 0 | ${EMPTY}`,
      scopes(whole)[2],
      `bad | packages | every bucket | 0 | ${EMPTY}`,
    ]);
    const differing = throughMcp(without).filter((row) => !throughMcp(whole).includes(row));
    expect(differing).toEqual([
      "bad | search_catalog | package | BUCKET | 0 | answered, with nothing found",
      `bad | registry | packages | BUCKET | 0 | ${EMPTY}`,
      `bad | registry | packages | every bucket | 0 | ${EMPTY}`,
    ]);
    expect(throughMcp(without)).toHaveLength(throughMcp(whole).length);
  });

  it("asks the legacy search by named indexes only, and says so", async () => {
    expect(scopes(await run("healthy-legacy-search"))).toEqual([
      "good | objects | BUCKET | 2 | found",
      "good | packages | BUCKET | 1 | found",
      ...["objects", "packages"].map(
        (scope) =>
          `unknown | ${scope} | every bucket | – | not asked: registries disagree on _all and wildcards here, so only named indexes are searched`,
      ),
    ]);
  });

  it("counts the hits on the page where Secure Search hides the total", async () => {
    expect(scopes(await run("healthy-secure-search"))[0]).toBe(
      "good | objects | BUCKET | 1 or more | found on the page; Secure Search hides the total (−1)",
    );
  });

  it("asks nothing more beside a call that was refused", async () => {
    const refused = await run("search-unauthorized");
    expect(scopes(refused).map((row) => row.split(" | ")[0])).toEqual(["bad", "bad", "unknown", "unknown"]);
    const sent = refused.view.layers.find(({ id }) => id === "search")?.exchanges ?? [];
    expect(sent.filter(({ purpose }) => besideNameOf(purpose) !== null)).toEqual([]);
  });

  it("gives the reason of a query that cannot be parsed", async () => {
    expect(scopes(await run("search-invalid-input"))[0]).toMatch(
      /^bad \| objects \| BUCKET \| – \| InvalidInput: QuerySyntaxError: Cannot parse 'raw\/README\.md'/,
    );
  });
});

const broken: Readonly<Record<string, (answer: ProxiedAnswer) => ProxiedAnswer>> = {
  "fails on its own side": (answer) => ({ ...answer, status: 500, body: "oops" }),
  "refuses the token": (answer) => ({ ...answer, status: 401, body: '{"message":"Unauthorized"}' }),
  "is limiting": (answer) => ({ ...answer, status: 429, body: "" }),
  redirects: (answer) => ({ ...answer, status: 302, headers: { location: "/login" }, body: "" }),
  "answers with a page": (answer) => ({ ...answer, headers: { "content-type": "text/html" }, body: "<html></html>" }),
  "fails in a resolver": (answer) => ({
    ...answer,
    body: '{"data":null,"errors":[{"message":"Internal Server Error"}]}',
  }),
  "lies about the time": (answer) => ({
    ...answer,
    headers: { ...answer.headers, date: "Mon, 01 Jan 2018 00:00:00 GMT" },
  }),
  "answers with something else": (answer) => ({ ...answer, body: '{"data":{"objects":7,"bucketConfigs":[null]}}' }),
  "says less than half": (answer) => ({ ...answer, body: "{" }),
};

describe("the scopes without the bucket, where the request for them", () => {
  it.each(Object.entries(broken))("%s: nothing but their own rows turns", async (name, harm) => {
    const stack = await lab.open("healthy");
    const proxied = await proxyStack(stack);
    const bucket = stack.target.s3?.bucket ?? "";
    try {
      const { view } = await runStack(stack, { target: proxied.target });
      let harmed = 0;
      proxied.setRewrite(({ answer }) => {
        if (!(answer.body.includes('"bucketConfigs"') && answer.body.includes('"objects"'))) return null;
        harmed += 1;
        return harm(answer);
      });
      const after = { view: (await runStack(stack, { target: proxied.target })).view, bucket };
      expect(harmed).toBe(1);
      expect(conclusionOf(after.view)).toEqual(conclusionOf(view));
      expect(scopes(after).slice(0, 2)).toEqual(scopes({ view, bucket }).slice(0, 2));
      if (!name.startsWith("lies")) {
        expect(
          scopes(after)
            .slice(2)
            .map((row) => row.split(" | ")[0]),
        ).toEqual(["unknown", "unknown"]);
      }
    } finally {
      await proxied.close();
      await stack.close();
    }
  });
});

describe("since when", () => {
  it("shows that the index is newer than the newest object", async () => {
    expect(factsOf(await run("healthy"))).toMatchObject({
      "bucket-last-indexed": "2026-03-01T08:30:00.000Z",
      "newest-object-in-s3": "2026-03-01T08:00:00.000Z",
      "newest-of": "all 3 keys under raw/",
      "index-behind-that-object": "no: indexed since",
    });
  });

  it("looks beyond the first few keys, once", async () => {
    const many = await run("healthy-many-objects");
    expect(factsOf(many)).toMatchObject({
      "newest-object-in-s3": "2026-03-01T08:00:00.000Z",
      "newest-of": "all 43 keys under raw/",
    });
    const s3 = many.view.layers.find(({ id }) => id === "s3");
    expect(s3?.exchanges.filter(({ purpose }) => purpose === "beside:newest-object")).toHaveLength(1);
  });

  it("explains by the index's age what search does not find", async () => {
    const { view } = await run("search-index-stale");
    expect(view.conclusion?.causes[0]).toMatchObject({ basis: "inferred", rule: "index-older-than-objects" });
    expect(factsOf({ view, bucket: "" })["index-behind-that-object"]).toBe("yes, by 4 d 2 h");
  });

  it("explains nothing so where the index is newer", async () => {
    const { view } = await run("search-no-hits");
    expect(view.conclusion?.causes.map(({ basis }) => basis)).toEqual(["possible", "possible", "possible"]);
    expect(view.conclusion?.causes.map(({ rule }) => rule)).not.toContain("index-older-than-objects");
  });

  it("takes the registry's own word for a bucket that was never indexed", async () => {
    const { view } = await run("search-index-empty");
    expect(view.conclusion?.causes[0]?.basis).toBe("observed");
  });

  it("only shows the lag where search finds what it looks for", async () => {
    const lags = await run("healthy-index-lags");
    expect(lags.view.conclusion?.verdict).toBe("pass");
    expect(factsOf(lags)["index-behind-that-object"]).toBe("yes, by 4 d 2 h");
  });
});

describe("search through the MCP server", () => {
  it("says that an empty bucket asked nobody, beside what the registry finds", async () => {
    expect(throughMcp(await run("healthy"))).toEqual([
      "good | search_catalog | file | BUCKET | 2 | found",
      "good | search_catalog | package | BUCKET | 1 | found",
      'unknown | search_catalog | file | "" | 0 | made no upstream call: without a bucket this tool asks no server',
      'unknown | search_catalog | package | "" | 0 | made no upstream call: without a bucket this tool asks no server',
      "note | search_catalog | global, packageEntry | – | – | offered but not asked: they read the same indexes",
      "good | registry | objects | BUCKET | 2 | found",
      "good | registry | packages | BUCKET | 1 | found",
      "good | registry | objects | every bucket | 2 | found",
      "good | registry | packages | every bucket | 1 | found",
    ]);
  });

  it("shows a server that does search without a bucket", async () => {
    const rows = throughMcp(await run("healthy-mcp-every-bucket"));
    expect(rows[2]).toBe('good | search_catalog | file | "" | 2 | found');
    expect(rows).toContain('good | search_catalog (2) | file | "" | 2 | found');
  });

  it("names the target's call that differs, from the layer's own and from the registry", async () => {
    const { view } = await run("mcp-search-without-bucket");
    expect(factValues(view.layers.find(({ id }) => id === "mcp")?.result)["first-call-that-differs"]).toBe(
      "search_catalog (2) failed (made no upstream call: without a bucket this tool asks no server), while search_catalog of the layer gave 2 items, and the registry itself finds 2 objects",
    );
  });

  it("makes no such call beside one of its own that is not accepted, nor as a control", async () => {
    const { view } = await run("mcp-registry-closed");
    const sent = view.layers.find(({ id }) => id === "mcp")?.exchanges ?? [];
    expect(sent.filter(({ purpose }) => purpose === "beside:scopes")).toEqual([]);
    const healthy = (await run("healthy")).view.layers.find(({ id }) => id === "mcp")?.exchanges ?? [];
    const beside = healthy.filter(({ purpose }) => purpose === "beside:scopes");
    expect(beside.map(({ tool }) => tool)).toEqual(["search_catalog", "search_catalog", "search_catalog"]);
  });
});
