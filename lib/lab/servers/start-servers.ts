import type { LabServerName } from "@/lib/lab/stack/server-names";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { labServers } from "./index";
import { type LabServerSettings, startLabServer } from "./lab-server";

/** A server of a stack that listens. */
export interface StartedServer {
  readonly name: LabServerName;
  readonly port: number;
  /** Secrets that it made itself. */
  secrets(): readonly string[];
  close(): Promise<void>;
}

type Shared = Pick<LabServerSettings, "log" | "witness" | "hops" | "hopKey" | "delayMs">;

/**
 * Starts every server of a stack, each on a loopback port of its own.
 * @throws if a port cannot be bound
 */
export function startServers(parts: StackParts, shared: Shared): Promise<readonly StartedServer[]> {
  const { config } = parts;
  return Promise.all(
    labServers.map(async (server) => {
      const open = await server.open(parts);
      const running = await startLabServer({
        ...shared,
        name: server.name,
        faults: config.faults,
        clockOffsetS: (server.clockOffsetS?.(config) ?? 0) + (config.clocksAheadS ?? 0),
        prefix: config.byteOrderMark === true ? "\uFEFF" : "",
        kept: config.kept?.[server.name] ?? null,
        handle: (call) => open.handle(call),
      });
      return {
        name: server.name,
        port: running.port,
        secrets: () => open.secrets?.() ?? [],
        close: async () => {
          open.close?.();
          await running.close();
        },
      };
    }),
  );
}
