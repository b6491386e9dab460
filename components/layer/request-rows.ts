import { mayBeServed, servedByDesign } from "@/lib/diagnosis/expected-open-access";
import type { Control, Exchange } from "@/lib/diagnosis/model";
import { besideNameOf, controlNameOf, isGenuine } from "@/lib/diagnosis/purpose";
import type { LayerView } from "@/lib/diagnosis/reduce";
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
  const sent = layer.controlResults.filter((control) => control.unsent !== true);
  if (sent.some((control) => control.counts)) return true;
  if (layer.result?.findings.some((finding) => finding.code === `${layer.id}/unexpected-access`)) return true;
  if (layer.status === "pass") return layer.expects !== "refused";
  return sent.length > 0 ? false : null;
}

function statusWords(exchange: Exchange): string {
  return exchange.status === null ? (exchange.failure ?? "no answer") : String(exchange.status);
}

/** Of a layer of many calls each stands for itself: its controls say whether it was accepted. A handshake proves nothing. */
function stepAccepted(layer: LayerView, exchange: Exchange, accepted: boolean | null): boolean | null {
  const { step, tool } = exchange;
  if (tool === null) return step === null ? accepted : null;
  const own = layer.controlResults.filter((control) => control.tool === tool && control.unsent !== true);
  if (own.some((control) => control.counts)) return true;
  return own.length > 0 ? false : layer.status === "pass" ? layer.expects !== "refused" : null;
}

function realRow(layer: LayerView, exchange: Exchange, label: string, accepted: boolean | null): RequestRow {
  const status = statusWords(exchange);
  const expected = layer.expects === "refused" ? "refused" : "accepted";
  const base = { key: exchange.id, label, expected, exchange, control: null };
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
  if (control.unsent === true) return { ...base, observed: "not sent", tone: "plain" };
  const note = control.note === null || control.note === "" ? "" : `: ${control.note}`;
  if (servedByDesign(layer, control)) {
    return { ...base, observed: `accepted${status}, open on purpose`, tone: "plain" };
  }
  if (control.observed === "accepted") return { ...base, observed: `accepted${status}, unexpected`, tone: "bad" };
  if (control.notJudged === true) return { ...base, observed: `not judged${status}, proves nothing`, tone: "plain" };
  if (control.observed === "no-answer")
    return { ...base, observed: `no answer${status}${note}, unexpected`, tone: "open" };
  return {
    ...base,
    observed: `refused${status}${control.counts ? "" : ", proves nothing"}`,
    tone: control.counts ? "good" : "plain",
  };
}

/** What decides nothing: it is shown with what came, and nothing is expected of it. */
function neutralRow(exchange: Exchange, label: string): RequestRow {
  const { id: key, step, tool } = exchange;
  const on = tool === null ? "" : ` on ${tool}`;
  const said = step === null || step === `tools/call ${tool}` ? "" : ` · ${step}`;
  const observed = statusWords(exchange);
  return { key, label: `${label}${on}${said}`, expected: "–", observed, tone: "plain", exchange, control: null };
}

/** A request that belongs to a control, and stands for none of its results: a handshake, a second try. */
function controlStepRow(exchange: Exchange, name: string): RequestRow {
  return { ...neutralRow(exchange, `control: ${controlLabel(name)}`), expected: "refused" };
}

/** Every request of a layer and every control, in the order they were sent; controls that were not sent come last. */
export function requestRows(layer: LayerView): RequestRow[] {
  const accepted = realAccepted(layer);
  const open = [...layer.controlResults];
  const rows = layer.exchanges.map((exchange): RequestRow => {
    const { purpose, tool } = exchange;
    const name = controlNameOf(purpose);
    if (name !== null) {
      const at = open.findIndex((control) => control.name === name && control.tool === tool);
      const control = at < 0 ? undefined : open.splice(at, 1)[0];
      return control === undefined ? controlStepRow(exchange, name) : controlRow(layer, control, exchange);
    }
    const beside = besideNameOf(purpose);
    if (beside !== null) return neutralRow(exchange, `beside: ${beside.replaceAll("-", " ")}`);
    if (!isGenuine(purpose)) return neutralRow(exchange, "a recorded call");
    const own = exchange.step ?? "the real call";
    const first = stepAccepted(layer, exchange, accepted);
    // A repeat that was not accepted is a finding of its own; here its status stands for itself.
    if (purpose === "repeat") return realRow(layer, exchange, `${own}, again`, repeatAccepted(layer, exchange, first));
    return realRow(layer, exchange, own, first);
  });
  return [...rows, ...open.map((control) => controlRow(layer, control, null))];
}

function repeatAccepted(layer: LayerView, exchange: Exchange, accepted: boolean | null): boolean | null {
  if (accepted !== true || layer.result === null) return null;
  const differed = layer.result.findings.find((finding) => finding.code === `${layer.id}/not-repeatable`);
  if (differed === undefined) return true;
  const { tools } = differed.evidence;
  const { tool } = exchange;
  // Of several calls the finding names those that differed.
  return Array.isArray(tools) && tool !== null && !tools.some((one) => one.startsWith(`${tool}:`));
}
