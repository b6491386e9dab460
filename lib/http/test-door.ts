import type { DoorSeams } from "./create-door";
import { createDoor } from "./create-door";
import type { AllowedOrigin, Door, DoorRequest, DoorResult, DoorSettings } from "./door-types";
import { startHttp, startTcp, type TestServer } from "./test-server";

/** What a test has opened; `closeAll` after each. */
const open: { close(): unknown }[] = [];

export async function closeAll(): Promise<void> {
  for (const one of open.splice(0)) await one.close();
}

export function keep<T extends { close(): unknown }>(one: T): T {
  open.push(one);
  return one;
}

export async function http(...args: Parameters<typeof startHttp>): Promise<TestServer> {
  return keep(await startHttp(...args));
}

export async function tcp(...args: Parameters<typeof startTcp>): Promise<TestServer> {
  return keep(await startTcp(...args));
}

/** A door that may reach these origins, named unless said otherwise. */
export function door(
  allowed: readonly (string | AllowedOrigin)[],
  more: Partial<DoorSettings> = {},
  seams?: DoorSeams,
): Door {
  const origins = allowed.map((one) => (typeof one === "string" ? ({ origin: one, trust: "named" } as const) : one));
  return keep(createDoor({ allowed: origins, userAgent: "bonafide/test", ...more }, seams));
}

export function get(url: string, more: Partial<DoorRequest> = {}): DoorRequest {
  return { method: "GET", url, headers: {}, timeoutMs: 5_000, signal: new AbortController().signal, ...more };
}

export function origin(server: TestServer, host = "127.0.0.1"): string {
  return `http://${host}:${server.port}`;
}

/** The body of an answer, or what failed. */
export function text(result: DoorResult): string {
  return result.kind === "answer" ? new TextDecoder().decode(result.body) : `${result.failure}: ${result.detail}`;
}
