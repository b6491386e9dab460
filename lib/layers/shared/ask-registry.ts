import type { RegistryRequest } from "@/lib/clients/registry/registry-request";
import { sendToRegistry } from "@/lib/clients/registry/send-to-registry";
import type { RequestMark } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import type { DoorResult } from "@/lib/http/door-types";
import type { BonafideContext } from "./layer-input";

interface AskedRegistry extends RequestMark<DoorResult> {
  /** ms; the run's own unless given. */
  readonly timeoutMs?: number;
}

/** Sends a layer's request to the registry; the attempt is recorded in the run. */
export function askRegistry(
  ctx: BonafideContext,
  purpose: Purpose,
  request: RegistryRequest,
  { timeoutMs = ctx.input.timeoutMs, ...mark }: AskedRegistry = {},
): Promise<DoorResult> {
  return sendToRegistry({ timeoutMs, signal: ctx.signal, send: (one) => ctx.http.send(purpose, one, mark) }, request);
}
