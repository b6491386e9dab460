import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { type BundledProgram, bundleProgram, startChild, type TalkingChild } from "./child-process";
import { type Hostility, makeHostilities } from "./hostile-answers";
import { type ProxiedServer, type ProxiedStack, proxyStack } from "./mutating-proxy";
import type { HostileOutcome, HostileRequest } from "./test-hostile-child";

/** Deadline of a request against what hangs until it is reached. */
const HANGING_MS = 500;
/** And against what does not: a busy machine is to be no reason to give up. */
const BUSY_MS = 5_000;
/** Loose, for a busy machine: a hang of its own would take the 120 s of a run. */
const GRACE_MS = 2_000;
const MAX_GROWTH_MB = 80;
/** As in Node 20, MB: later ones let garbage lie for longer, which says nothing about what is held. */
const NURSERY = "--max-semi-space-size=16";
const WARM_UP = 4;

const places: readonly { readonly layer: string; readonly server: ProxiedServer; readonly path: string }[] = [
  { layer: "discovery", server: "catalog", path: "/config.json" },
  { layer: "exchange", server: "registry", path: "/api/auth/get_credentials" },
  { layer: "identity", server: "sts", path: "/" },
  { layer: "s3", server: "s3", path: "/" },
  { layer: "search", server: "registry", path: "/graphql" },
];

interface Row extends HostileOutcome {
  readonly layer: string;
  readonly hostility: Hostility;
}

let folder: string;
let lab: Lab;
let program: BundledProgram;
let healthy: HostileOutcome;
let rows: readonly Row[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-hostile-"));
  lab = await startLab();
  program = await bundleProgram("test-hostile-child");
  const stack = await lab.baseline();
  const proxied = await proxyStack(stack);
  const child = startChild(program, { HOME: folder, TMPDIR: folder }, [], ["--expose-gc", NURSERY]);
  try {
    // What is loaded on first use is no growth, and what the first runs compile is none either.
    for (let run = 0; run < WARM_UP; run += 1) healthy = await ask(child, stack, proxied, null, BUSY_MS);
    rows = await strikeAll(child, stack, proxied);
  } finally {
    await child.stop();
    await proxied.close();
    await stack.close();
  }
}, 180_000);

afterAll(async () => {
  await lab.close();
  await program.remove();
  await rm(folder, { recursive: true, force: true });
});

async function ask(
  child: TalkingChild,
  stack: LabStack,
  proxied: ProxiedStack,
  only: readonly string[] | null,
  timeoutMs: number,
): Promise<HostileOutcome> {
  const request: HostileRequest = {
    only,
    target: { ...stack.target, ...proxied.target, logs: [] },
    token: stack.token,
    timeoutMs,
  };
  child.say(JSON.stringify(request));
  const said = await child.next();
  if (!isOutcome(said)) throw new Error("the child said something else");
  return said;
}

function deadlineOf(hostility: Hostility): number {
  return hostility.hangs ? HANGING_MS : BUSY_MS;
}

/** The child is our own program, and speaks this type. */
function isOutcome(said: unknown): said is HostileOutcome {
  return typeof said === "object" && said !== null && "verdict" in said && "highest" in said;
}

/** One after the other, in one process: what one run leaves behind weighs on the next. */
async function strikeAll(child: TalkingChild, stack: LabStack, proxied: ProxiedStack): Promise<readonly Row[]> {
  const struck: Row[] = [];
  for (const hostility of makeHostilities()) {
    for (const { layer, server, path } of places) {
      proxied.setTakeover((at, to, response) => {
        if (at !== server || !to.startsWith(path)) return false;
        hostility.strike(response);
        return true;
      });
      struck.push({ ...(await ask(child, stack, proxied, [layer], deadlineOf(hostility))), layer, hostility });
    }
  }
  return struck;
}

function table(found: readonly Row[]): readonly string[] {
  return found.map(
    ({ layer, hostility, verdict, code, statuses, durationMs }) =>
      `${layer} ${hostility.name}: ${statuses[layer]}, ${verdict}, ${code}, ${Math.round(durationMs)} ms`,
  );
}

describe("a hostile server at each live layer", () => {
  it("is met by runs that pass without it", () => {
    expect(healthy).toMatchObject({ verdict: "pass", code: null });
    expect(rows.length).toBeGreaterThanOrEqual(15 * places.length);
  });

  it("never makes its layer pass, nor the run", () => {
    expect(
      table(rows.filter(({ layer, verdict, statuses }) => verdict === "pass" || statuses[layer] === "pass")),
    ).toEqual([]);
  });

  it("is named as what is wrong, and breaks none of our own code", () => {
    expect(table(rows.filter(({ layer, code }) => code?.split("/")[0] !== layer))).toEqual([]);
    expect(rows.at(-1)?.crashes).toEqual([]);
  });

  it("hangs only until the deadline, and then it is said", () => {
    const slow = rows.filter(({ durationMs, hostility }) => durationMs > deadlineOf(hostility) + GRACE_MS);
    expect(table(slow)).toEqual([]);
    const hanging = rows.filter(({ hostility }) => hostility.hangs);
    expect(table(hanging.filter(({ layer, code }) => code !== `${layer}/timeout`))).toEqual([]);
  });

  it("does not fill the memory", () => {
    const before = Math.max(healthy.residentBefore, rows[0]?.residentBefore ?? 0);
    const growth = rows.map((row) => ({ row, mb: (row.highest - before) / 1024 / 1024 }));
    const over = growth.filter(({ mb }) => mb > MAX_GROWTH_MB);
    expect(over.map(({ row, mb }) => `${table([row]).join("")}, ${Math.round(mb)} MB`)).toEqual([]);
  });
});
