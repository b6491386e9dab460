import { describe, expect, it } from "vitest";
import { causeRules } from "@/lib/causes";
import { joinedFacts, joinedSignals } from "@/lib/causes/joined";
import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import { layers } from "@/lib/layers";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const layerOf = (id: string) => layers.find((layer) => layer.id === id);
const pairs = (joined: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(joined).flatMap(([layer, ids]) => ids.map((id) => [layer, id] as const));

describe("what a rule joins on", () => {
  it.each(pairs(joinedFacts))("the fact %s/%s is one that the layer declares", (layer, id) => {
    expect(Object.keys(layerOf(layer)?.facts ?? {})).toContain(id);
  });

  it.each(pairs(joinedSignals))("the signal %s/%s is one that the layer declares", (layer, id) => {
    expect(layerOf(layer)?.signals).toContain(id);
  });

  it("is asked for by some rule: nothing of the list is left over", () => {
    const asked = new Set<string>();
    for (const facts of [askedFacts(asked, true), askedFacts(asked, false)]) {
      // As well beside findings that nobody made: some rules look no further.
      for (const rule of causeRules)
        for (const finding of [facts.finding, () => null]) rule.when({ ...facts, finding });
    }
    const signals = pairs(joinedSignals).map((pair) => pair.join("/"));
    for (const only of signals) {
      const all = askedFacts(asked, true);
      const recognised = (layer: string, signal: string) =>
        all.recognised(layer, signal) && only === `${layer}/${signal}`;
      for (const rule of causeRules) rule.when({ ...all, recognised });
    }
    const listed = [...signals, ...pairs(joinedFacts).map((pair) => pair.join("/"))];
    expect(listed.filter((id) => !asked.has(id))).toEqual([]);
    expect([...asked].filter((id) => id.split("/").length === 2 && !listed.includes(id) && !codes.has(id))).toEqual([]);
  });
});

const codes = new Set(layers.flatMap(({ id, findings }) => Object.keys(findings).map((reason) => `${id}/${reason}`)));

const nothing = { severity: "warn", effect: "warn", title: "", remedy: "", actor: "unclear", evidence: {} } as const;

/** Facts of a run in which everything passed, or nothing; keeps what the rules ask for. */
function askedFacts(asked: Set<string>, yes: boolean): RunFacts {
  return {
    tokenKind: yes ? "api-key" : null,
    status: () => (yes ? "pass" : null),
    finding: (code) => {
      asked.add(code);
      return yes ? { ...nothing, code } : null;
    },
    logs: () => [],
    fact: (layer, id) => {
      asked.add(`${layer}/${id}`);
      return undefined;
    },
    recognised: (layer, signal) => {
      asked.add(`${layer}/${signal}`);
      return yes;
    },
  };
}

it("every code that a rule looks at is one that a layer can find", () => {
  const asked = new Set<string>();
  const finding = (code: string) => {
    asked.add(code);
    return null;
  };
  for (const rule of causeRules) rule.when({ ...askedFacts(new Set(), true), finding });
  expect([...asked].filter((code) => !codes.has(code))).toEqual([]);
  expect(asked.size).toBeGreaterThan(5);
});

it("every rule explains at least one code that a layer can find", () => {
  const idle = causeRules.filter(({ explains }) => !explains.some((code) => codes.has(code)));
  expect(idle.map(({ id }) => id)).toEqual([]);
});

describe("what layers declare", () => {
  it.each(layers.map((layer) => [layer.id, layer] as const))("has kebab-case ids: %s", (_, layer) => {
    const tables = layer.tables ?? {};
    const columns = Object.values(tables).flatMap((table) => Object.keys(table.columns));
    const ids = [...Object.keys(layer.facts ?? {}), ...Object.keys(tables), ...columns, ...(layer.signals ?? [])];
    expect(ids.filter((id) => !KEBAB.test(id))).toEqual([]);
  });
});
