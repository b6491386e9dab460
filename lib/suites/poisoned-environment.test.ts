import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scenarios } from "@/lib/lab/scenarios";
import { makeTestCertificate } from "./certificates";
import { type BundledProgram, bundleProgram, startChild } from "./child-process";
import { type FakeCloud, startFakeCloud } from "./fake-cloud";
import { makePoisons, type Poison } from "./poisoned-environments";
import { mapSome } from "./run-lab";
import type { PoisonedOutcome } from "./test-poisoned-child";

interface Result {
  readonly name: string;
  readonly poison: Poison;
  readonly outcomes: readonly PoisonedOutcome[];
  /** What reached the fakes during the runs. */
  readonly hits: readonly string[];
  /** What a client that trusts the environment made of it, and what reached the fakes then. */
  readonly fallenFor: string;
  readonly baitHits: readonly string[];
}

let folder: string;
let program: BundledProgram;
let clean: Result;
let results: readonly Result[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-poison-"));
  program = await bundleProgram("test-poisoned-child");
  const noPoison: Poison = { name: "no poison", env: {}, bait: null };
  clean = await runPoisoned(-1, () => noPoison);
  const count = (await poisonsFor(await mkdtemp(join(folder, "count-")), "http://127.0.0.1:1", "")).length;
  results = await mapSome([...Array(count).keys()], 2, (index) =>
    runPoisoned(index, (poisons) => poisons[index] ?? noPoison),
  );
}, 180_000);

afterAll(async () => {
  await program.remove();
  await rm(folder, { recursive: true, force: true });
});

function poisonsFor(own: string, fakeUrl: string, certificatePem: string): Promise<readonly Poison[]> {
  return makePoisons({ folder: own, fakeUrl, certificatePem, marker: join(own, "marker") });
}

/** Each poison has fakes and a folder of its own, so that a hit is its own doing. */
async function runPoisoned(index: number, choose: (poisons: readonly Poison[]) => Poison): Promise<Result> {
  const own = await mkdtemp(join(folder, `poison-${index}-`));
  const certificate = makeTestCertificate(Date.now());
  const fake = await startFakeCloud(certificate);
  const poison = choose(await poisonsFor(own, fake.url, certificate.certificatePem));
  const child = startChild(program, { HOME: own, TMPDIR: own, ...poison.env }, [fake.tlsUrl]);
  try {
    const outcomes = readOutcomes(await child.next());
    const hits = await reached(fake, own);
    if (poison.bait !== null) child.say(poison.bait);
    const fallenFor = poison.bait === null ? "" : String(await child.next());
    const baitHits = (await reached(fake, own)).slice(hits.length);
    return { name: poison.name, poison, outcomes, hits, fallenFor, baitHits };
  } finally {
    await child.stop();
    await fake.close();
  }
}

async function reached(fake: FakeCloud, own: string): Promise<readonly string[]> {
  const marker = await readFile(join(own, "marker"), "utf8").catch(() => "");
  return [...fake.hits(), ...marker.split("\n").filter((line) => line !== "")];
}

/** The child is our own program, and speaks this type. */
function readOutcomes(said: unknown): readonly PoisonedOutcome[] {
  if (!Array.isArray(said)) throw new Error("the child said something else");
  return said;
}

describe("without a poison", () => {
  it("each case turns out as its scenario promises", () => {
    const promised = clean.outcomes.flatMap(({ id }) => {
      const scenario = scenarios.find((one) => one.id === id);
      return scenario === undefined ? [] : [{ id, verdict: scenario.verdict, code: scenario.code }];
    });
    expect(promised.length).toBe(clean.outcomes.length - 1);
    expect(clean.outcomes.slice(0, -1).map(({ id, verdict, code }) => ({ id, verdict, code }))).toEqual(promised);
    expect(clean.outcomes.at(-1)).toMatchObject({ verdict: "fail", code: "exchange/tls-failed" });
  });

  it("reaches no fake", () => {
    expect(clean.hits).toEqual([]);
  });
});

describe("in a poisoned environment", () => {
  it("catches a client that trusts the environment, in most of a dozen of them", () => {
    expect(results.length).toBeGreaterThanOrEqual(12);
    const baited = results.filter(({ poison }) => poison.bait !== null);
    expect(baited.length).toBeGreaterThanOrEqual(8);
    const harmless = baited.filter(({ baitHits, fallenFor }) => baitHits.length === 0 || fallenFor.startsWith("no "));
    expect(harmless.map(({ name, fallenFor }) => `${name}: ${fallenFor}`)).toEqual([]);
  });

  it("reaches none of the fakes", () => {
    expect(results.filter(({ hits }) => hits.length > 0).map(({ name, hits }) => ({ name, hits }))).toEqual([]);
  });

  it("passes nothing that does not pass in a clean one", () => {
    const mayPass = clean.outcomes.filter(({ verdict }) => verdict === "pass").map(({ id }) => id);
    expect(mayPass).toEqual(["healthy", "healthy-region-from-catalog"]);
    const falsePasses = results.flatMap(({ name, outcomes }) =>
      outcomes
        .filter(({ id, verdict }) => verdict === "pass" && !mayPass.includes(id))
        .map(({ id }) => `${name}: ${id}`),
    );
    expect(falsePasses).toEqual([]);
  });

  it("finds in every case exactly what it finds in a clean one", () => {
    expect(results.map(({ name, outcomes }) => ({ name, outcomes }))).toEqual(
      results.map(({ name }) => ({ name, outcomes: clean.outcomes })),
    );
  });
});
