import { readDiscover, type StatelessWord } from "@/lib/clients/mcp/read-era";
import type { McpReply } from "@/lib/clients/mcp/session";
import type { BonafideContext } from "../../shared/layer-input";
import { mcpTimeoutMs } from "../planned-calls";
import type { SessionSettings } from "../run-session";
import { statelessClient } from "./open-stateless";

/** How long the ask may take, ms: a server of the other era may let it hang, and nothing waits for it then. */
export const ASK_TIMEOUT_MS = 5_000;

/** What the stateless `server/discover` came to. */
export interface EraAsk {
  readonly word: StatelessWord;
  readonly reply: McpReply;
}

/** Asks `server/discover` with the run's own token, beside the handshake. */
export async function askEra(
  ctx: BonafideContext,
  bearer: string | null,
  settings: SessionSettings = { timeoutMs: shortTimeoutMs(ctx) },
): Promise<EraAsk> {
  const client = statelessClient(ctx, { purpose: "beside:discover" }, bearer, settings);
  const reply = await client.ask("server/discover");
  return { word: readDiscover(reply), reply };
}

/** Deadline of what is asked of a server that need not know the era, ms. */
export function shortTimeoutMs({ input }: BonafideContext): number {
  return Math.min(mcpTimeoutMs(input), ASK_TIMEOUT_MS);
}
