import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EvidenceTable } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { toJsonText } from "@/lib/report/formats/to-json";
import { toPretty } from "@/lib/report/formats/to-pretty";
import { diagnose } from "@/lib/run/diagnose";
import { makeHostilities } from "./hostile-answers";
import { type ProxiedStack, proxyStack, type Rewrite } from "./mutating-proxy";
import { createTestRuntime, foldEvents, mapScenarios, preparedOf, runStack } from "./run-lab";
import { tapServers } from "./wire-tap";

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
  // Loads the AWS client, which must not count against a short deadline.
  const warm = await lab.baseline();
  await runStack(warm);
  await warm.close();
});
afterAll(() => lab.close());

async function open<R>(scenario: string, work: (stack: LabStack) => Promise<R>): Promise<R> {
  const stack = await lab.open(scenario);
  try {
    return await work(stack);
  } finally {
    await stack.close();
  }
}

/** The same behind proxies that a test may interfere with. */
function openProxied<R>(scenario: string, work: (stack: LabStack, proxied: ProxiedStack) => Promise<R>): Promise<R> {
  return open(scenario, async (stack) => {
    const proxied = await proxyStack(stack);
    try {
      return await work(stack, proxied);
    } finally {
      await proxied.close();
    }
  });
}

const layerOf = (view: RunView, id: string) => view.layers.find((layer) => layer.id === id);
const ownName = (stack: LabStack) => stack.target.search?.bucket ?? "";

function tableOf(view: RunView): EvidenceTable {
  const found = layerOf(view, "s3")?.result?.tables?.find(({ id }) => id === "permissions");
  if (found === undefined) throw new Error("no table of permissions");
  return found;
}

/** Rows as `mark, bucket after what the stack's own name is, …`. */
function rowsOf(view: RunView, stack: LabStack): readonly (readonly string[])[] {
  const own = ownName(stack);
  return tableOf(view).rows.map(({ mark, cells: [name = "", ...rest] }) => [
    mark,
    name === own ? "own" : name.replace(`${own}-`, ""),
    ...rest,
  ]);
}

const ROLE = "the active role";
const NOTHING = "not tried: nothing listed";

describe("the lab's buckets", () => {
  it("end in a row each, and the verdict is what it was", async () => {
    await open("healthy-permissions", async (stack) => {
      const { view } = await runStack(stack);
      expect(rowsOf(view, stack)).toEqual([
        ["good", "own", ROLE, "yes, under raw/", "yes"],
        ["good", "shared", ROLE, "yes", "yes"],
        ["bad", "names", ROLE, "yes", "no: AccessDenied, identity-based policy"],
        ["unknown", "empty", ROLE, "yes, nothing there", NOTHING],
        ["bad", "closed", ROLE, "no: AccessDenied, identity-based policy", NOTHING],
        ["bad", "denied", ROLE, "no: explicit deny, resource-based policy", NOTHING],
        ["unknown", "europe", ROLE, "not known: wrong region, it is in eu-west-1", NOTHING],
        ["bad", "gone", ROLE, "no: no such bucket", NOTHING],
        ["unknown", "slow", ROLE, "no answer: timeout", NOTHING],
      ]);
      expect(view.conclusion).toMatchObject({ verdict: "pass", code: null });
      expect(JSON.stringify(tableOf(view))).not.toMatch(/writ/i);
    });
  });

  it("that an admin sees and the role does not are told apart where the registry can", async () => {
    const finance = async (scenario: string) =>
      open(scenario, async (stack) => rowsOf((await runStack(stack, { only: ["s3"] })).view, stack).at(-1));
    const denied = ["no: AccessDenied, identity-based policy", NOTHING];
    expect(await finance("healthy-permissions-admin")).toEqual([
      "bad",
      "finance",
      "the user, not the active role",
      ...denied,
    ]);
    expect(await finance("healthy-permissions-old-registry")).toEqual(["bad", "finance", "the user", ...denied]);
  });

  it("are tried without a bucket in the target, and the layer stays not applicable", async () => {
    await open("healthy-permissions-no-bucket", async (stack) => {
      const [asked, not] = await Promise.all([runStack(stack), runStack(stack, { permissions: false })]);
      expect(rowsOf(asked.view, stack)).toEqual([
        ["good", "own", ROLE, "yes", "yes"],
        ["good", "shared", ROLE, "yes", "yes"],
      ]);
      for (const { view } of [asked, not]) {
        expect(layerOf(view, "s3")).toMatchObject({
          status: "not-applicable",
          result: { summary: "no bucket named in the target" },
        });
        expect(view.conclusion?.verdict).toBe("pass");
      }
    });
  });

  it("are not tried for a token without a catalog identity, and the table says why", async () => {
    await open("replay-002", async (stack) => {
      const { view } = await runStack(stack, { permissions: true });
      expect(layerOf(view, "s3")?.status).toBe("pass");
      expect(tableOf(view).rows).toEqual([
        { id: "not-asked", mark: "note", cells: ["this token carries no catalog identity"] },
      ]);
    });
  });
});

describe("a bucket that hangs", () => {
  it("holds up no other: it is answered only when all others have been", async () => {
    await openProxied("healthy-permissions-admin", async (stack, proxied) => {
      const own = ownName(stack);
      const wanted = new Set([`/${own}/?`, `/${own}/raw/object?`, `/${own}-finance/?`]);
      const held: ServerResponse[] = [];
      const arrived: string[] = [];
      proxied.setTakeover((server, path, response) => {
        if (server !== "s3" || !/max-keys=10|x-id=GetObject/.test(path)) return false;
        // Whichever object is listed first.
        const place = path.replace(/\?.*/, "?").replace(/\/raw\/[^?]+/, "/raw/object");
        arrived.push(place);
        if (place.startsWith(`/${own}-shared/`)) {
          held.push(response);
          return true;
        }
        response.on("close", () => {
          wanted.delete(place);
          // Only now, with every other request of the table answered.
          if (wanted.size === 0) for (const each of held) each.writeHead(403).end("released");
        });
        return false;
      });
      const { view } = await runStack(stack, { target: proxied.target, only: ["s3"] });
      expect(arrived[0] === `/${own}-shared/?` || arrived[1] === `/${own}-shared/?`).toBe(true);
      expect(wanted).toEqual(new Set());
      expect(rowsOf(view, stack).map(([mark, name, , list]) => [mark, name, list])).toEqual([
        ["good", "own", "yes, under raw/"],
        // Not "no answer: timeout": the others did not wait for it.
        ["unknown", "shared", "not known: 403, not an S3 answer"],
        ["bad", "finance", "no: AccessDenied, identity-based policy"],
      ]);
    });
  });

  it("ends with the run, at once, when that is cancelled", async () => {
    await openProxied("healthy-permissions-admin", async (stack, proxied) => {
      const stop = new AbortController();
      proxied.setTakeover((server, path) => {
        const hangs = server === "s3" && path.includes("-shared/");
        if (hangs) stop.abort();
        return hangs;
      });
      const { runtime } = await createTestRuntime();
      const run = await preparedOf(stack, { target: proxied.target, only: ["s3"] });
      const events = [];
      const startedAt = performance.now();
      for await (const event of diagnose({ runtime, run, signal: stop.signal })) events.push(event);
      const view = foldEvents(events);
      expect(view.state).toBe("cancelled");
      expect(layerOf(view, "s3")?.status).toBe("cancelled");
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    });
  });
});

describe("a server that answers the read of one byte with more", () => {
  const how = (name: string) => {
    const hostility = makeHostilities().find((one) => one.name === name);
    if (hostility === undefined) throw new Error(`no hostility ${name}`);
    return openProxied("healthy-permissions-admin", async (stack, proxied) => {
      let poured = 0;
      proxied.setTakeover((server, path, response) => {
        if (server !== "s3" || !path.includes("x-id=GetObject")) return false;
        const { socket } = response;
        hostility.strike(response);
        response.on("close", () => {
          poured = Math.max(poured, socket?.bytesWritten ?? 0);
        });
        return true;
      });
      const { view } = await runStack(stack, { target: proxied.target, only: ["s3"] });
      return { view, reads: rowsOf(view, stack).map((row) => row.at(-1)), poured };
    });
  };

  it("is left after a few kB of a body without end", async () => {
    const { view, reads, poured } = await how("never ends its body");
    expect(reads).toEqual([
      "not known: more came than was asked for",
      "not known: more came than was asked for",
      NOTHING,
    ]);
    expect(layerOf(view, "s3")?.status).toBe("pass");
    // What lay in the socket's buffers by then.
    expect(poured).toBeGreaterThan(0);
    expect(poured).toBeLessThan(16 * 1024 * 1024);
  });

  it("is not unpacked", async () => {
    const { view, reads } = await how("packs 200 MB into little");
    expect(reads.slice(0, 2)).toEqual([
      "not known: more came than was asked for",
      "not known: more came than was asked for",
    ]);
    expect(layerOf(view, "s3")?.status).toBe("pass");
  });

  it("is understood where the object is stored compressed, though a byte of it cannot be unpacked", async () => {
    await openProxied("healthy-permissions-admin", async (stack, proxied) => {
      proxied.setTakeover((server, path, response) => {
        if (server !== "s3" || !path.includes("x-id=GetObject")) return false;
        const headers = { "content-encoding": "gzip", "content-range": "bytes 0-0/99", "content-length": "1" };
        response.writeHead(206, headers).end(Buffer.from([0x1f]));
        return true;
      });
      const { view } = await runStack(stack, { target: proxied.target, only: ["s3"] });
      expect(rowsOf(view, stack).map((row) => row.at(-1))).toEqual(["yes", "yes", NOTHING]);
    });
  });

  it("is left at the deadline when it drips", async () => {
    const { view, reads } = await how("drips its body");
    expect(reads.slice(0, 2)).toEqual(["no answer: timeout", "no answer: timeout"]);
    expect(layerOf(view, "s3")?.status).toBe("pass");
  });
});

/** Puts names into what the registry lists. */
function listing(names: readonly string[]): Rewrite {
  return ({ server, path, answer }) => {
    if (server !== "registry" || path !== "/graphql") return null;
    const body: { data?: Record<string, { name: string }[]> } = JSON.parse(answer.body);
    for (const list of [body.data?.bucketConfigs, body.data?.buckets]) list?.push(...names.map((name) => ({ name })));
    return { ...answer, body: JSON.stringify(body) };
  };
}

const poison = [
  "../",
  "a/b",
  "169.254.169.254",
  "a.name.with.dots",
  "evil.example.com#",
  "user@evil.example.com",
  "a?x=1",
  "%2e%2e%2fadmin",
  "arn:aws:s3:us-east-1:111122223333:accesspoint/x",
  "UPPER",
  "\u202egpj.exe",
  "",
  "x".repeat(200),
];

describe("names from the registry that are no bucket's", () => {
  it("reach no URL, and each has its row that says so", async () => {
    await openProxied("healthy-permissions-admin", async (stack, proxied) => {
      proxied.setRewrite(listing(poison));
      const tap = tapServers();
      const { view, events } = await runStack(stack, { target: proxied.target, only: ["s3"] });
      tap.close();
      const rows = tableOf(view).rows.slice(-poison.length);
      expect(rows.map(({ mark }) => mark)).toEqual(poison.map(() => "note"));
      expect(rows.every(({ cells: [, , list, read] }) => /^not asked: /.test(list ?? "") && read === "not asked")).toBe(
        true,
      );
      // The longest is cut.
      expect(rows.at(-1)?.cells[0]).toHaveLength(64);
      const own = ownName(stack);
      const urls = events.flatMap((event) => (event.type === "exchange" ? [new URL(event.exchange.url)] : []));
      const s3 = proxied.target.aws?.s3Endpoint ?? "";
      const asked = urls.filter(({ origin }) => origin === s3).map(({ pathname }) => pathname.split("/")[1]);
      expect(new Set(asked)).toEqual(new Set([own, `${own}-shared`, `${own}-finance`]));
      const origins = new Set(urls.map(({ origin }) => origin));
      expect([...origins].every((origin) => origin.startsWith("http://127.0.0.1:"))).toBe(true);
      // And what arrived is what was recorded.
      const port = Number(new URL(s3).port);
      const arrived = tap.requests.filter((request) => request.port === port).map(({ path }) => path.split("/")[1]);
      expect(new Set(arrived)).toEqual(new Set(asked));
    });
  });

  it("that repeat a secret are neither sent nor shown", async () => {
    await openProxied("healthy-permissions-admin", async (stack, proxied) => {
      const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
      const token = stack.token.split(".")[2] ?? "";
      proxied.setRewrite(listing([token.toLowerCase().replaceAll("_", "-"), `x${letters(token)}`, stack.token, token]));
      const tap = tapServers();
      const { view, events } = await runStack(stack, { target: proxied.target, only: ["s3"] });
      tap.close();
      const sent = events.flatMap((event) => (event.type === "exchange" ? [event.exchange.url] : []));
      for (const url of [...sent, ...tap.requests.map(({ path }) => path)]) {
        expect(letters(url)).not.toContain(letters(token));
      }
      const rows = tableOf(view).rows.slice(-4);
      expect(rows.map(({ cells }) => cells[0])).toEqual(Array.from({ length: 4 }, () => "(withheld)"));
      for (const text of [toJsonText(view), toPretty(view, { colour: false, verbose: true }), JSON.stringify(events)]) {
        expect(text).not.toContain(token);
        expect(text).not.toContain(stack.token);
      }
    });
  });
});

describe("what else the run says", () => {
  it("is the same with the table as without it, in every scenario of the s3 layer", async () => {
    const ids = lab.scenarios.filter(({ group }) => group === "s3").map(({ id }) => id);
    const seen = await mapScenarios(
      lab,
      async (stack) => {
        const { view } = await runStack(stack, { permissions: true });
        const { verdict, brokenLayer, code } = view.conclusion ?? {};
        const s3 = layerOf(view, "s3")?.result;
        const codes = s3?.findings.map((finding) => finding.code).sort();
        return { id: stack.scenario, verdict, brokenLayer, code, codes, tables: s3?.tables?.length };
      },
      ids,
    );
    const declared = lab.scenarios
      .filter(({ group }) => group === "s3")
      .map(({ id, verdict, brokenLayer, code, codes }) => {
        const own = codes.filter((one) => one.startsWith("s3/"));
        return { id, verdict, brokenLayer, code, codes: own, tables: 1 };
      });
    expect(ids.length).toBeGreaterThan(20);
    expect(seen).toEqual(declared);
  }, 120_000);

  it("holds nothing of what the objects hold, nor their names beyond the one that was read", async () => {
    await open("healthy-permissions-admin", async (stack) => {
      const { events } = await runStack(stack, { only: ["s3"] });
      const own = ownName(stack);
      const exchanges = events.flatMap((event) => (event.type === "exchange" ? [event.exchange] : []));
      const asked = exchanges.filter(
        ({ purpose, url }) => purpose === "beside:permissions" && !url.endsWith("/graphql"),
      );
      expect(asked.map(({ step, status }) => [step?.replaceAll(own, "own"), status]).sort()).toEqual([
        ["list own", 200],
        ["list own-finance", 403],
        ["list own-shared", 200],
        ["read one byte of own", 206],
        ["read one byte of own-shared", 206],
      ]);
      for (const { status, bodyExcerpt } of asked) expect(bodyExcerpt === "").toBe((status ?? 0) < 300);
    });
  });
});
