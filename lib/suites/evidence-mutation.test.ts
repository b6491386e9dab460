import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunView } from "@/lib/diagnosis/reduce";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { type Mutation, wholeBodies } from "./body-mutations";
import type { Subject } from "./evidence-subject";
import { subjects } from "./evidence-subjects";
import { type ProxiedCall, type ProxiedStack, proxyStack, type Rewrite } from "./mutating-proxy";
import { mapSome, runStack } from "./run-lab";

/** What came of one run. */
interface Row {
  readonly mutation: string;
  readonly status: string;
  readonly code: string;
  readonly verdict: string;
  readonly struck: number;
}

interface Rig {
  readonly stack: LabStack;
  readonly proxied: ProxiedStack;
}

const RIGS = 4;
let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab.close());

async function openRig(scenario: string): Promise<Rig> {
  const stack = await lab.open(scenario);
  return { stack, proxied: await proxyStack(stack) };
}

async function closeRig({ stack, proxied }: Rig): Promise<void> {
  await proxied.close();
  await stack.close();
}

/** Answers of this kind that a healthy server gives to the right credential. */
function isSuccess(subject: Subject, { server, path, sent, answer }: ProxiedCall): boolean {
  const right = server === subject.server && path.startsWith(subject.path) && sent.includes(subject.asks ?? "");
  return right && answer.status === 200 && answer.body.includes(subject.holds ?? "");
}

/** Runs the whole chain, or `alone` the layer with what it needs: it is then the only one that the verdict asks for. */
async function runWith(rig: Rig, subject: Subject, rewrite: Rewrite, alone = false): Promise<RunView> {
  rig.proxied.setRewrite((call) => (isSuccess(subject, call) ? rewrite(call) : null));
  const target = { ...rig.proxied.target, logs: [] };
  const { view } = await runStack(rig.stack, {
    target,
    ...(alone ? { only: [subject.layer] } : {}),
  });
  return view;
}

/** Rows as a table, one line each. */
function table(rows: readonly Row[]): readonly string[] {
  return rows.map(({ mutation, status, verdict, code }) => `${mutation} | ${status} | ${verdict} | ${code}`);
}

function toRow(subject: Subject, view: RunView, mutation: string, struck: number): Row {
  const layer = view.layers.find(({ id }) => id === subject.layer);
  return {
    mutation,
    status: layer?.status ?? "absent",
    code: view.conclusion?.code ?? "none",
    verdict: view.conclusion?.verdict ?? "none",
    struck,
  };
}

interface Job {
  /** Which of the mutations. */
  readonly index: number;
  /** The first success answer that is struck: 1 is the real call's, 2 the repeat's. */
  readonly from: number;
  readonly alone: boolean;
}

/** Strikes the success answers of one layer. */
async function strike(rig: Rig, subject: Subject, mutate: (body: string) => Mutation, job: Job): Promise<Row> {
  const { from, alone } = job;
  let answers = 0;
  let struck = 0;
  let name = "";
  const rewrite: Rewrite = ({ answer }) => {
    answers += 1;
    if (answers < from) return null;
    struck += 1;
    const { field, how, body, contentType } = mutate(answer.body);
    name = `${field} ${how}${from > 1 ? ", in the repeat" : ""}`;
    const headers = contentType === undefined ? answer.headers : { ...answer.headers, "content-type": contentType };
    return { ...answer, headers, body };
  };
  const view = await runWith(rig, subject, rewrite, alone);
  return toRow(subject, view, name, struck);
}

/** The body of an unharmed success. */
async function successBody(rig: Rig, subject: Subject): Promise<{ readonly body: string; readonly row: Row }> {
  let body = "";
  const view = await runWith(rig, subject, ({ answer }) => {
    body ||= answer.body;
    return null;
  });
  return { body, row: toRow(subject, view, "none", 0) };
}

function jobsOf(subject: Subject, mutations: readonly Mutation[]): readonly Job[] {
  return mutations.flatMap(({ how }, index) => {
    const whole = how === "removed" || how === "empty";
    const again = whole && subject.layer !== "discovery" ? [{ index, from: 2, alone: true }] : [];
    return [{ index, from: 1, alone: !whole }, ...again];
  });
}

/** Each mutation is made anew from the answer at hand, for keys and tokens differ from answer to answer. */
async function strikeAll(subject: Subject, all: (body: string) => readonly Mutation[]) {
  const rigs = await Promise.all(Array.from({ length: RIGS }, () => openRig(subject.scenario)));
  try {
    const [first] = rigs;
    if (first === undefined) throw new Error("no rig");
    const control = await successBody(first, subject);
    const mutations = all(control.body);
    const free = [...rigs];
    const rows = await mapSome(jobsOf(subject, mutations), RIGS, async (job) => {
      const rig = free.pop();
      if (rig === undefined) throw new Error("more work than rigs");
      const mutate = (body: string): Mutation => {
        const mutation = all(body)[job.index];
        if (mutation === undefined) throw new Error("the answers differ in shape");
        return mutation;
      };
      try {
        return await strike(rig, subject, mutate, job);
      } finally {
        free.push(rig);
      }
    });
    return { rows, mutations, control: control.row };
  } finally {
    await Promise.all(rigs.map(closeRig));
  }
}

const named = subjects.map((subject) => {
  const { layer, scenario, path, asks } = subject;
  return [`${layer} (${scenario}, ${path}${asks === undefined ? "" : `, ${asks}`})`, subject] as const;
});

describe.each(named)("evidence of %s", (_name, subject) => {
  let rows: readonly Row[] = [];
  let mutations: readonly Mutation[] = [];
  let control: Row | null = null;
  beforeAll(async () => {
    ({ rows, mutations, control } = await strikeAll(subject, (body) => [
      ...subject.mutate(body),
      ...wholeBodies(body).filter(({ how }) => !(subject.reads ?? []).includes(how)),
    ]));
  }, 180_000);

  it("passes unharmed, through the same proxies", () => {
    expect(control).toMatchObject({ status: "pass", verdict: "pass" });
  });

  it("is tried in every field that a pass must rest on", () => {
    const tried = new Set(mutations.map(({ field }) => field.replace(/^(Contents|Key)\[0\]$/, "$1")));
    expect(subject.fields.filter((field) => !tried.has(field))).toEqual([]);
  });

  it("lets no mutated success pass", () => {
    expect(rows.length).toBeGreaterThanOrEqual(mutations.length);
    expect(table(rows.filter(({ struck }) => struck === 0))).toEqual([]);
    expect(table(rows.filter(({ status, verdict }) => status === "pass" || verdict === "pass"))).toEqual([]);
  });

  it("names a code for each", () => {
    expect(table(rows.filter(({ code }) => !code.startsWith(`${subject.layer}/`)))).toEqual([]);
  });
});

describe("a consistent answer with nothing in it", () => {
  const empty: readonly (readonly [layer: string, scenario: string, path: string, body: string, code: string])[] = [
    [
      "search",
      "healthy",
      "/graphql",
      '{"data":{"me":{"name":"ada","role":{"name":"r"}},"objects":{"__typename":"EmptySearchResultSet"},"packages":{"__typename":"EmptySearchResultSet"}}}',
      "search/no-hits",
    ],
    [
      "search",
      "healthy",
      "/graphql",
      '{"data":{"me":{"name":"ada","role":{"name":"r"}},"objects":{"__typename":"ObjectsSearchResultSet","total":0,"firstPage":{"hits":[]}},"packages":{"__typename":"PackagesSearchResultSet","total":0}}}',
      "search/no-hits",
    ],
    ["search", "healthy-legacy-search", "/api/search", '{"hits":{"total":0,"hits":[]}}', "search/no-hits"],
    ["search", "healthy-legacy-search", "/api/search", '{"hits":{"total":{"value":0},"hits":[]}}', "search/no-hits"],
  ];
  it.each(empty)("fails %s of %s at %s", async (layer, scenario, path, body, code) => {
    const subject = subjects.find((one) => one.layer === layer && one.scenario === scenario && one.path === path);
    if (subject === undefined) throw new Error("no such subject");
    const rig = await openRig(scenario);
    const view = await runWith(rig, subject, ({ answer }) => ({ ...answer, body }));
    await closeRig(rig);
    expect(toRow(subject, view, "", 1)).toMatchObject({ status: "fail", verdict: "fail", code });
  });
});
