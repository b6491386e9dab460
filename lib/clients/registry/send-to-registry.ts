import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import type { RegistryRequest } from "./registry-request";

/** How a request to a registry is sent. */
export interface RegistryCall {
  /** ms */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  send(request: DoorRequest): Promise<DoorResult>;
}

/** Everything that is sent to a registry goes through here. */
export function sendToRegistry(
  { timeoutMs, signal, send }: RegistryCall,
  request: RegistryRequest,
): Promise<DoorResult> {
  return send({ ...request, timeoutMs, signal });
}
