import type { Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import type { BonafideContext, LayerInput } from "./layer-input";

/** Purpose of the one call that is made with the reference token. */
export const REFERENCE: Purpose = "control:reference";
/** What a layer that may ask with the reference token shows and recognises. */
export const referenceFacts = { "reference-token": "reference token" } as const;
export const referenceSignals = ["reference-accepted", "reference-refused"] as const;

/** Requests that the reference token adds where it is sent, at most. */
export function referenceRequests(input: LayerInput, each = 1): number {
  return input.reference == null ? 0 : each;
}

/**
 * Where this token was refused, makes the same call once with a token that is known to work, and shows what came of it.
 * It explains, and decides nothing. `send` gets that token; null from it means that it has nothing to send there.
 */
export async function tryReference(
  ctx: BonafideContext,
  refused: boolean,
  send: (reference: NonNullable<LayerInput["reference"]>) => Promise<Probe<unknown> | null>,
): Promise<void> {
  const { reference } = ctx.input;
  if (reference == null || !refused) return;
  const probe = await send(reference);
  ctx.fact("reference-token", probe === null ? "not asked: it carries no catalog identity" : inWords(probe));
  if (probe?.observed === "accepted") ctx.recognised("reference-accepted");
  if (probe?.observed === "refused") ctx.recognised("reference-refused");
}

function inWords({ observed, status, note }: Probe<unknown>): string {
  if (observed === "accepted") return "accepted at the same call";
  const said = [status, note].filter((part) => part !== null && part !== "").join(" ");
  return `${observed === "refused" ? "refused" : "not answered"} at the same call${said === "" ? "" : `: ${said}`}`.slice(
    0,
    200,
  );
}
