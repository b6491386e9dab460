import type { Control, Exchange } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { mayBeServed, servedByDesign } from "@/lib/diagnosis/served-by-design";
import { controlLabel } from "@/lib/words/describe-controls";

export interface RequestRow {
  readonly key: string;
  readonly label: string;
  readonly expected: string;
  /** What came, and whether it was expected. */
  readonly observed: string;
  readonly tone: "good" | "bad" | "open" | "plain";
  readonly exchange: Exchange | null;
  /** Set on the one row that stands for a control. */
  readonly control: Control | null;
}

/** Whether the real call was accepted, as far as the events say: a control counts only beside an acceptance. */
function realAccepted(layer: LayerView): boolean | null {
  const sent = layer.controlResults.filter((control) => control.note !== "not sent");
  if (sent.some((control) => control.counts)) return true;
  if (layer.result?.findings.some((finding) => finding.code === `${layer.id}/unexpected-access`)) return true;
  if (layer.status === "pass") return layer.expects !== "refused";
  return sent.length > 0 ? false : null;
}

function statusWords(exchange: Exchange): string {
  return exchange.status === null ? (exchange.failure ?? "no answer") : String(exchange.status);
}

/** The tool that a step calls; null for a step of another kind. */
function toolOf({ step }: Exchange): string | null {
  return /^tools\/call (.+)$/.exec(step ?? "")?.[1] ?? null;
}

/** Of a layer of many calls each stands for itself: its controls say whether it was accepted. A handshake proves nothing. */
function stepAccepted(layer: LayerView, exchange: Exchange, accepted: boolean | null): boolean | null {
  if (exchange.step === undefined) return accepted;
  const tool = toolOf(exchange);
  if (tool === null) return null;
  const own = layer.controlResults.filter((control) => control.tool === tool && control.note !== "not sent");
  if (own.some((control) => control.counts)) return true;
  return own.length > 0 ? false : layer.status === "pass" ? layer.expects !== "refused" : null;
}

/** How a step ends whose answer nothing is expected of: it is only shown beside others. */
const COMPARISON = /, to compare$/;

function realRow(layer: LayerView, exchange: Exchange, label: string, accepted: boolean | null): RequestRow {
  const status = statusWords(exchange);
  const expected = layer.expects === "refused" ? "refused" : "accepted";
  const beside = COMPARISON.test(exchange.step ?? "");
  const base = {
    key: exchange.id,
    label: beside ? label.replace(COMPARISON, "") : label,
    expected: beside ? "compared" : expected,
    exchange,
    control: null,
  };
  if (exchange.status === null) return { ...base, observed: `no answer: ${status}`, tone: "open" };
  if (accepted === null) return { ...base, observed: status, tone: "plain" };
  if (expected === "refused") {
    if (accepted) return { ...base, observed: `accepted ${status}, unexpected`, tone: "bad" };
    return layer.status === "pass"
      ? { ...base, observed: `refused ${status}`, tone: "good" }
      : { ...base, observed: `not accepted ${status}`, tone: "plain" };
  }
  return accepted
    ? { ...base, observed: `accepted ${status}`, tone: "good" }
    : { ...base, observed: `not accepted ${status}, unexpected`, tone: "bad" };
}

function controlRow(layer: LayerView, control: Control, exchange: Exchange | null): RequestRow {
  const status = control.status === null ? "" : ` ${control.status}`;
  const base = {
    key: exchange?.id ?? `${control.name} ${control.tool ?? ""}`,
    label: `control: ${controlLabel(control.name)}${control.tool === null ? "" : ` on ${control.tool}`}`,
    expected: mayBeServed(layer, control) ? "either" : "refused",
    exchange,
    control,
  };
  if (control.note === "not sent") return { ...base, observed: "not sent", tone: "plain" };
  const note = control.note === null || control.note === "" ? "" : `: ${control.note}`;
  if (servedByDesign(layer, control)) {
    return { ...base, observed: `accepted${status}, open on purpose`, tone: "plain" };
  }
  if (control.observed === "accepted") return { ...base, observed: `accepted${status}, unexpected`, tone: "bad" };
  if (control.observed === "no-answer")
    return { ...base, observed: `no answer${status}${note}, unexpected`, tone: "open" };
  return {
    ...base,
    observed: `refused${status}${control.counts ? "" : ", proves nothing"}`,
    tone: control.counts ? "good" : "plain",
  };
}

/** Calls with a good credential of somebody else: they may be served. */
const COMPARED = ["other-user", "reference"];

/** Every request of a layer and every control, in the order they were sent; controls that were not sent come last. */
export function requestRows(layer: LayerView): RequestRow[] {
  const accepted = realAccepted(layer);
  const open = [...layer.controlResults];
  const rows = layer.exchanges.map((exchange): RequestRow => {
    const { step } = exchange;
    if (exchange.purpose === "real") {
      return realRow(layer, exchange, step ?? "the real call", stepAccepted(layer, exchange, accepted));
    }
    // A repeat that was not accepted is a finding of its own; here its status stands for itself.
    if (exchange.purpose === "repeat") {
      const first = stepAccepted(layer, exchange, accepted);
      return realRow(layer, exchange, `${step ?? "the real call"}, again`, repeatAccepted(layer, exchange, first));
    }
    const name = exchange.purpose.slice("control:".length);
    const at = open.findIndex(
      (control) => control.name === name && (step === undefined || control.tool === toolOf(exchange)),
    );
    const control = at < 0 ? undefined : open.splice(at, 1)[0];
    if (control !== undefined) return controlRow(layer, control, exchange);
    const compared = COMPARED.includes(name);
    const base = {
      key: exchange.id,
      label: `${compared ? "" : "control: "}${controlLabel(name)}${step === undefined ? "" : ` · ${step}`}`,
      expected: compared ? "compared" : "refused",
      exchange,
      control: null,
    };
    return { ...base, observed: statusWords(exchange), tone: "plain" };
  });
  return [...rows, ...open.map((control) => controlRow(layer, control, null))];
}

function repeatAccepted(layer: LayerView, exchange: Exchange, accepted: boolean | null): boolean | null {
  if (accepted !== true || layer.result === null) return null;
  const differed = layer.result.findings.find((finding) => finding.code === `${layer.id}/not-repeatable`);
  if (differed === undefined) return true;
  const { tools } = differed.evidence;
  const tool = toolOf(exchange);
  // Of several calls the finding names those that differed.
  return Array.isArray(tools) && tool !== null && !tools.some((one) => one.startsWith(`${tool}:`));
}
