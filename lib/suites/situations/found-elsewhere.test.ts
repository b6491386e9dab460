import { expect, it } from "vitest";
import { foundElsewhere } from "./found-elsewhere";
import type { Right, Situation } from "./situation";

it("holds two dozen situations and more, each with its thread and the reason for its answer", () => {
  expect(foundElsewhere.length).toBeGreaterThanOrEqual(24);
  const incomplete = foundElsewhere.filter(
    ({ source, why = "" }) => !/^[\w.-]+\/[\w.-]+#\d+$/.test(source) || why.length < 20,
  );
  expect(incomplete.map(({ title }) => title)).toEqual([]);
});

it("calls no two situations by one title", () => {
  expect(new Set(foundElsewhere.map(({ title }) => title)).size).toBe(foundElsewhere.length);
});

function inWords({ layer, status, verdict, code, controls = {}, beside = [] }: Right): string {
  const codes = code === undefined ? layer : [code].flat().join(" or ");
  const rows = Object.entries(controls).map(([name, observed]) => `${name} ${observed}`);
  const run = verdict === status ? "" : ` (run: ${verdict})`;
  return [`${status} ${codes}${run}`, ...beside, ...rows].join(", ");
}

function row({ title, source, why = "", right }: Situation): string {
  const answers = [right].flat().map(inWords);
  return `| ${title} | ${source} | ${answers.join("; or ")} | ${why} |`;
}

it("is written down as a table", async () => {
  const head = ["# Found elsewhere", "", "| situation | thread | right answer | why |", "|---|---|---|---|"];
  await expect(`${[...head, ...foundElsewhere.map(row)].join("\n")}\n`).toMatchFileSnapshot("./found-elsewhere.md");
});
