import { type CauseRule, explain, type RuleMatch, type RunFacts, toCause } from "./cause-rule";
import type { Conclusion, Control, Finding, LayerResult, LogLine, NextStep, PlannedLayer } from "./model";
import { whatIsProven } from "./what-is-proven";

/** A finished layer with all that belongs to it. */
export interface ConcludedLayer extends PlannedLayer {
  /** Layers whose pass settles what this one leaves open. */
  readonly settledBy: readonly string[];
  /** Layers whose server this one's server calls on. */
  readonly frontOf: readonly string[];
  readonly result: LayerResult;
  readonly controlResults: readonly Control[];
  readonly logs: readonly LogLine[];
}

export interface ConclusionInput {
  /** Chain order. */
  readonly layers: readonly ConcludedLayer[];
  readonly rules: readonly CauseRule[];
  readonly tokenKind: string | null;
  readonly cancelled: boolean;
}

export interface Concluded {
  readonly conclusion: Conclusion;
  /** Evidence that joins layers, for the finding that decided: at most one layer is revised. */
  readonly revision: { readonly layer: string; readonly result: LayerResult } | null;
}

/**
 * The run's conclusion: `fail` if any layer failed; else `inconclusive` if a required layer did not pass; else `pass`.
 * Warnings never change it. Where nothing is required there is nothing to pass.
 */
export function concludeRun(input: ConclusionInput): Concluded {
  const failed = input.layers.find((layer) => layer.result.status === "fail");
  if (failed !== undefined) return concludeFail(input, failed);
  const unproven = input.layers.find((layer) => layer.required && layer.result.status !== "pass");
  const anyRequired = input.layers.some((layer) => layer.required);
  if (unproven !== undefined || input.cancelled || !anyRequired) return concludeInconclusive(input, unproven ?? null);
  return { conclusion: concludePass(input), revision: null };
}

function factsOf(input: ConclusionInput): RunFacts {
  const layerOf = (id: string) => input.layers.find((layer) => layer.id === id);
  return {
    tokenKind: input.tokenKind,
    status: (id) => layerOf(id)?.result.status ?? null,
    finding: (code) =>
      input.layers
        .flatMap((layer) => layer.result.findings)
        .find((finding) => finding.code === code && finding.ownClock !== true) ?? null,
    logs: (id) => layerOf(id)?.logs ?? [],
    fact: (id, wanted) => layerOf(id)?.result.facts.find((fact) => fact.id === wanted)?.value,
    recognised: (id, signal) => layerOf(id)?.result.signals?.includes(signal) === true,
  };
}

function concludeFail(input: ConclusionInput, layer: ConcludedLayer): Concluded {
  const finding = layer.result.findings.find((one) => one.effect === "fail");
  if (finding === undefined) throw new Error(`${layer.id} failed without a finding that says why`);
  const matches = explain(input.rules, finding.code, factsOf(input));
  const heading = fittingHeading(`Broken at ${layer.id}`, headingsOf(layer, finding, matches), finding.code);
  return {
    conclusion: {
      verdict: "fail",
      brokenLayer: layer.id,
      code: finding.code,
      headline: sentence(heading),
      heading,
      ...whatIsProven(input.layers),
      nextSteps: nextSteps(input.layers, finding, matches),
      actor: finding.actor,
      causes: matches.map(toCause),
      firstVerifier: firstVerifier(input.layers),
    },
    revision: revise(layer, finding, matches),
  };
}

/** What a failed run may be headed with, the best first. A wrong credential that was accepted is named in each. */
function headingsOf(
  layer: ConcludedLayer,
  finding: Finding,
  matches: readonly RuleMatch[],
): readonly (string | undefined)[] {
  const { acceptedControls } = finding.evidence;
  const accepted = Array.isArray(acceptedControls) ? acceptedControls.map(String) : [];
  const named = (words: string | undefined) =>
    words === undefined || accepted.every((name) => words.includes(name))
      ? words
      : `${words} (accepted: ${accepted.join(", ")})`;
  return [named(joinedHeading(layer, matches)), named(finding.title), finding.title];
}

/** The longest headline, its full stop included (DESIGN §6). */
const MAX_HEADLINE = 140;

/** The first wording that fits a headline whole, else the code or status: a sentence is never cut. */
function fittingHeading(where: string, wordings: readonly (string | undefined)[], bare: string): string {
  const headings = wordings.flatMap((words) => (words === undefined ? [] : [`${where}: ${words}`]));
  return headings.find((heading) => sentence(heading).length <= MAX_HEADLINE) ?? `${where}: ${bare}`;
}

/**
 * The sentence that joins layers, from the surest explanations only: a log line outranks an inference, and so does a wrong
 * credential that was seen to be accepted.
 */
function joinedHeading({ controlResults }: ConcludedLayer, matches: readonly RuleMatch[]): string | undefined {
  const seen = controlResults.some(({ observed }) => observed === "accepted");
  const said = seen ? ["observed"] : ["observed", "inferred"];
  const surest = matches.filter(({ basis }) => basis === matches[0]?.basis && said.includes(basis));
  return surest.find((match) => match.heading !== undefined)?.heading;
}

/** The finding that keeps a required layer from passing, if it is one of its own. */
function decidingFinding(layer: ConcludedLayer): Finding | null {
  const findings = layer.result.findings;
  return (
    findings.find((finding) => finding.effect === "tool-error") ??
    findings.find((finding) => finding.effect === "inconclusive") ??
    null
  );
}

function concludeInconclusive(input: ConclusionInput, layer: ConcludedLayer | null): Concluded {
  const finding = layer === null ? null : decidingFinding(layer);
  const isOurs = finding === null || finding.ownClock === true;
  const matches = isOurs ? [] : explain(input.rules, finding.code, factsOf(input));
  const heading = inconclusiveHeading(input, layer, finding);
  return {
    conclusion: {
      verdict: "inconclusive",
      brokenLayer: null,
      code: finding?.code ?? null,
      headline: sentence(heading),
      heading,
      ...whatIsProven(input.layers),
      nextSteps: finding === null ? [] : nextSteps(input.layers, finding, matches),
      actor: finding?.actor ?? (input.cancelled ? "operator" : "unclear"),
      causes: matches.map(toCause),
      firstVerifier: firstVerifier(input.layers),
    },
    revision: layer === null || finding === null ? null : revise(layer, finding, matches),
  };
}

function inconclusiveHeading(input: ConclusionInput, layer: ConcludedLayer | null, finding: Finding | null): string {
  if (input.cancelled) return "Stopped before the end: nothing is concluded";
  if (layer === null) return "Cannot tell: no layer was required, so nothing is concluded";
  if (layer.result.status === "tool-error" && finding === null) {
    return `Cannot tell: Bonafide itself failed at ${layer.id}, which says nothing about the target`;
  }
  const words = finding?.title ?? layer.result.summary;
  return fittingHeading(`Cannot tell at ${layer.id}`, [words], finding?.code ?? layer.result.status);
}

/** What the controls of a passed run say; an acceptance among them was right only where a subject may expect open access. */
function controlWords(input: ConclusionInput): string {
  const sent = input.layers.flatMap((layer) => layer.controlResults);
  const counted = sent.filter((control) => control.counts);
  if (counted.length === 0) return "";
  if (sent.some(({ notJudged, observed }) => notJudged === true && observed !== "refused")) {
    return ", and wrong credentials were turned away wherever that could be judged";
  }
  return counted.some((control) => control.observed === "accepted")
    ? ", and wrong credentials got only what is open to anyone"
    : ", and every wrong credential that was sent was turned away";
}

function concludePass(input: ConclusionInput): Conclusion {
  const required = input.layers.filter((layer) => layer.required);
  const emulated = input.layers.some((layer) =>
    layer.result.findings.some((finding) => finding.code.endsWith("/emulator")),
  );
  const count =
    required.length === 1 ? "The one required layer passed" : `All ${required.length} required layers passed`;
  const heading = `${count}${controlWords(input)}${emulated ? " (on an AWS emulator, not AWS itself)" : ""}`;
  return {
    verdict: "pass",
    brokenLayer: null,
    code: null,
    headline: sentence(heading),
    heading,
    ...whatIsProven(input.layers),
    nextSteps: [],
    actor: null,
    causes: [],
    firstVerifier: firstVerifier(input.layers),
  };
}

const MAX_STEPS_OF_RULES = 2;

/**
 * What to do, one step for each actor: a wrong clock of ours is set right first; then what the best explanation asks for,
 * if it is more than a guess, comes before the finding's own remedy.
 */
function nextSteps(
  layers: readonly ConcludedLayer[],
  finding: Finding,
  matches: readonly RuleMatch[],
): readonly NextStep[] {
  const asked = matches.flatMap(({ actor, next }) => (next === undefined ? [] : [{ actor, text: next }]));
  const steps = onePerActor(asked).slice(0, MAX_STEPS_OF_RULES);
  const own = { actor: finding.actor, text: finding.remedy, remedyOf: finding.code };
  const best = matches[0];
  const decided = best?.next !== undefined && best.basis !== "possible";
  const clock = layers.flatMap(({ result }) => result.findings).find(({ ownClock }) => ownClock === true);
  const first = clock === undefined ? [] : [{ actor: clock.actor, text: clock.remedy, remedyOf: clock.code }];
  const all: readonly NextStep[] = [...first, ...(decided ? [...steps, own] : [own, ...steps])];
  // The same advice is given once; it stays the remedy where a cause gives it too.
  const once = all.filter((step, index) => all.findIndex((other) => other.text === step.text) === index);
  return onePerActor(once).map((step) => (step.text === own.text ? { ...step, remedyOf: finding.code } : step));
}

/** The first step of each actor: two would leave open which of them to take. */
function onePerActor<Step extends NextStep>(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step, index) => steps.findIndex((other) => other.actor === step.actor) === index);
}

/**
 * The first hop that refused the tampered token itself, beside an acceptance. A server in front of others counts only
 * if it answered with an HTTP refusal of its own: what it hands back with a 200 is the refusal of the hop behind it.
 */
function firstVerifier(layers: readonly ConcludedLayer[]): string | null {
  const verifiers = layers.filter((layer) => {
    const tampered = layer.controlResults.filter((control) => control.name === "tampered" && control.counts);
    return isInFront(layer)
      ? tampered.length > 0 && tampered.every(isOwnRefusal)
      : tampered.some((control) => control.observed === "refused");
  });
  return (verifiers.find(isInFront) ?? verifiers[0])?.id ?? null;
}

function isInFront({ frontOf }: ConcludedLayer): boolean {
  return frontOf.length > 0;
}

function isOwnRefusal({ observed, status }: Control): boolean {
  return observed === "refused" && (status ?? 0) >= 400;
}

function revise(layer: ConcludedLayer, finding: Finding, matches: readonly RuleMatch[]): Concluded["revision"] {
  const evidence = matches.find((match) => match.evidence !== undefined)?.evidence;
  if (evidence === undefined) return null;
  const findings = layer.result.findings.map((one) =>
    one.code === finding.code ? { ...one, evidence: { ...one.evidence, ...evidence } } : one,
  );
  return { layer: layer.id, result: { ...layer.result, findings } };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
