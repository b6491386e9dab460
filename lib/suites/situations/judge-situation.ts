import type { Finding } from "@/lib/diagnosis/model";
import type { LayerView, RunView } from "@/lib/diagnosis/reduce";
import type { Right } from "./situation";

/** What is wrong with a run, in words; nothing where it ended as one of the right ways says. */
export function complaintsOf(view: RunView, right: Right | readonly Right[]): readonly string[] {
  const ways: readonly Right[] = [right].flat();
  const complaints = ways.map((way) => judge(view, way));
  return complaints.some((found) => found.length === 0) ? [] : (complaints[0] ?? ["nothing is right"]);
}

function judge(view: RunView, right: Right): readonly string[] {
  const layer = view.layers.find(({ id }) => id === right.layer);
  if (layer?.result == null) return [`${right.layer} did not run`];
  const named = namedFinding(layer.result.findings, right);
  return [
    ...differs("status", layer.result.status, right.status),
    ...differs("verdict", view.conclusion?.verdict, right.verdict),
    ...codeComplaints(view, layer, right, named),
    ...(right.actor === undefined ? [] : differs("actor", named?.actor, right.actor)),
    ...controlComplaints(layer, right),
    ...textComplaints(view, layer, right, named),
    ...Object.entries(right.others ?? {}).flatMap(([id, status]) =>
      differs(`status of ${id}`, view.layers.find((one) => one.id === id)?.status, status),
    ),
    ...(right.holds?.(view) ?? []),
  ];
}

function differs(what: string, is: unknown, wanted: unknown): readonly string[] {
  return is === wanted ? [] : [`${what} is ${String(is)}, not ${String(wanted)}`];
}

function codesOf({ code }: Right): readonly string[] {
  return code === undefined ? [] : [code].flat();
}

function namedFinding(findings: readonly Finding[], right: Right): Finding | undefined {
  return findings.find(({ code }) => codesOf(right).includes(code));
}

function codeComplaints(view: RunView, layer: LayerView, right: Right, named: Finding | undefined): readonly string[] {
  const found = (layer.result?.findings ?? []).map(({ code }) => code);
  const everywhere = view.layers.flatMap(({ result }) => result?.findings ?? []).map(({ code }) => code);
  const wanted = codesOf(right);
  const decides = right.verdict !== "pass" && right.status === right.verdict;
  return [
    ...(wanted.length > 0 && named === undefined
      ? [`no finding ${wanted.join(" or ")} among ${found.join(", ") || "none"}`]
      : []),
    ...(decides && wanted.length > 0 && !wanted.includes(view.conclusion?.code ?? "")
      ? [`the run's code is ${view.conclusion?.code}, not ${wanted.join(" or ")}`]
      : []),
    ...(right.verdict === "pass" && view.conclusion?.verdict !== "pass" ? [`code ${view.conclusion?.code}`] : []),
    ...(right.status === "fail" ? differs("broken layer", view.conclusion?.brokenLayer, right.layer) : []),
    ...(right.beside ?? []).filter((code) => !found.includes(code)).map((code) => `no finding ${code} beside`),
    ...(right.without ?? []).filter((code) => everywhere.includes(code)).map((code) => `a finding ${code}`),
  ];
}

function controlComplaints({ controlResults }: LayerView, right: Right): readonly string[] {
  const rowsOf = (name: string) => controlResults.filter((row) => row.name === name);
  return [
    ...Object.entries(right.controls ?? {}).flatMap(([name, observed]) => {
      const rows = rowsOf(name);
      if (rows.length === 0) return [`no control ${name}`];
      return [...new Set(rows.flatMap((row) => differs(`control ${name}`, row.observed, observed)))];
    }),
    ...Object.entries(right.notes ?? {})
      .filter(([name, pattern]) => !rowsOf(name).some(({ note }) => pattern.test(note ?? "")))
      .map(([name, pattern]) => `no note of ${name} holds ${pattern}`),
  ];
}

/** Sentences that the run shows a person. */
function sentencesOf({ conclusion, layers }: RunView): readonly string[] {
  return [
    ...[conclusion?.headline ?? "", conclusion?.heading ?? ""],
    ...(conclusion?.nextSteps ?? []).map(({ text }) => text),
    ...(conclusion?.causes ?? []).flatMap(({ text, decide }) => [text, decide]),
    ...layers.flatMap(({ result }) => [
      result?.summary ?? "",
      ...(result?.findings ?? []).flatMap(({ title, remedy }) => [title, remedy]),
    ]),
  ];
}

function textComplaints(view: RunView, layer: LayerView, right: Right, named: Finding | undefined): readonly string[] {
  const told = (layer.result?.findings ?? [])
    .flatMap(({ title, remedy, evidence }) => [title, remedy, ...Object.values(evidence).map(String)])
    .join("\n");
  const sentences = sentencesOf(view);
  return [
    ...(right.told ?? []).filter((text) => !told.includes(text)).map((text) => `"${text}" is not told`),
    ...Object.entries(right.evidence ?? {})
      .filter(([name, pattern]) => !pattern.test(String(named?.evidence[name] ?? "")))
      .map(([name, pattern]) => `evidence ${name} is ${String(named?.evidence[name])}, not ${pattern}`),
    ...(right.said ?? [])
      .filter((pattern) => !sentences.some((one) => pattern.test(one)))
      .map((p) => `nobody says ${p}`),
    ...(right.unsaid ?? []).flatMap((pattern) => {
      const spoken = sentences.find((one) => pattern.test(one));
      return spoken === undefined ? [] : [`it says "${spoken}"`];
    }),
  ];
}
