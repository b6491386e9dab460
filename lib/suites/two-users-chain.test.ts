import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EvidenceTable, Exchange } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import { diagnoseStack } from "@/lib/lab/run/diagnose-stack";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { factValues } from "./fact-values";
import { preparedOf } from "./run-lab";

let folder = "";
let lab: Lab;
let runtime: Runtime;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-two-users-"));
  lab = await startLab();
  runtime = await createRuntime({ dataFolder: folder, reportCrash: () => {} });
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(scenario: string) {
  const stack = await lab.open(scenario);
  try {
    const view = await diagnoseStack(runtime, stack);
    const { outline: announced } = await preparedOf(stack);
    return { view, announced, other: stack.options.otherToken ?? "", sent: stack.requests().length };
  } finally {
    await stack.close();
  }
}

function mcpOf(view: RunView) {
  const layer = view.layers.find(({ id }) => id === "mcp");
  if (layer?.result == null) throw new Error("mcp has not ended");
  return { ...layer, result: layer.result };
}

function tableOf(view: RunView): EvidenceTable {
  const table = mcpOf(view).result.tables?.find(({ id }) => id === "two-users");
  if (table === undefined) throw new Error("there is no table of two users");
  return table;
}

const marks = (view: RunView) =>
  Object.fromEntries(tableOf(view).rows.map(({ mark, cells }) => [cells[0] ?? "", mark]));

function spanOf({ startedAt, timings }: Exchange) {
  const from = Date.parse(startedAt);
  return { from, to: from + timings.totalMs };
}

/** Requests are numbered as they are sent. */
function numberOf(exchange: Exchange | undefined): number {
  return Number(exchange?.id.split("-").at(-1));
}

describe("two users at once on the lab", () => {
  it("are told apart by buckets and identity, and shown to be kept apart", async () => {
    const { view } = await run("healthy-two-users");
    expect(marks(view)).toEqual({ "user at the registry": "note", buckets: "good", "AWS identity": "good" });
    expect(tableOf(view).rows[0]?.cells).toEqual(["user at the registry", "ada", "bob", ""]);
    expect(factValues(mcpOf(view).result)["two-users"]).toBe("kept apart in 16 answers while both called");
    expect(view.conclusion?.verdict).toBe("pass");
  });

  it("really call at the same moment, each first in some rounds", async () => {
    const { view } = await run("healthy-two-users");
    const lists = mcpOf(view).exchanges.filter(({ step }) => step === "tools/call bucket_list");
    const theirs = lists.filter(({ purpose }) => purpose === "beside:other-user").slice(1);
    const own = lists.filter(({ purpose }) => purpose === "repeat").slice(1);
    expect([theirs.length, own.length]).toEqual([4, 4]);
    const overlapping = theirs.filter((one) =>
      own.some((other) => {
        const [left, right] = [spanOf(one), spanOf(other)];
        return left.from <= right.to && right.from <= left.to;
      }),
    );
    expect(overlapping).toHaveLength(4);
    const first = theirs.filter((one, round) => numberOf(one) < numberOf(own[round]));
    expect(first).toHaveLength(2);
  });

  it("are found out where the server mixes them, by names alone", async () => {
    const { view, other } = await run("mcp-mixed-users");
    const { result } = mcpOf(view);
    expect(result.status).toBe("fail");
    expect(marks(view)).toMatchObject({ buckets: "bad", "AWS identity": "bad" });
    const finding = result.findings.find(({ code }) => code === "mcp/mixed-users");
    expect(finding?.evidence).toMatchObject({ when: "both called at once", tool: "bucket_list" });
    expect(String(finding?.evidence.onlyTheOtherMaySee)).toMatch(/^quilt-lab-/);
    expect(JSON.stringify(view)).not.toContain(other);
  });

  it("are no proof and no fault where they may see the same, even at a server that mixes them", async () => {
    const { view } = await run("healthy-two-equal-users");
    expect(marks(view)).toEqual({ "user at the registry": "note", buckets: "unknown", "AWS identity": "unknown" });
    expect(factValues(mcpOf(view).result)["two-users"]).toContain("cannot tell");
    expect(view.conclusion?.verdict).toBe("pass");
  });

  it("may be one who is refused, which is shown and is no fault", async () => {
    const { view } = await run("healthy-other-user-refused");
    expect(marks(view)).toMatchObject({ buckets: "good", "AWS identity": "good" });
    expect(tableOf(view).rows.map(({ cells }) => cells[2])).toEqual(["refused", "refused", "refused"]);
    expect(view.conclusion?.verdict).toBe("pass");
  });

  it("are announced with all that they send, and none of it as a wrong credential", async () => {
    const { view, announced, sent } = await run("healthy-two-users");
    const alone = await run("healthy");
    expect(announced.requests).toBeGreaterThanOrEqual(sent);
    expect(announced.wrongCredentials).toBe(alone.announced.wrongCredentials);
    expect(view.requests.wrongCredentials).toBe(alone.view.requests.wrongCredentials);
  });
});
