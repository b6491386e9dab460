import { readDiscover, type StatelessWord } from "@/lib/clients/mcp/read-era";
import type { McpReply } from "@/lib/clients/mcp/session";
import type { BonafideContext } from "../../shared/layer-input";
import { mcpTimeoutMs } from "../planned-calls";
import type { SessionSettings } from "../run-session";
import { statelessClient } from "./open-stateless";

/** How long the ask may take, ms: a server of the other era may let it hang, and a run is not to wait for it. */
const ASK_TIMEOUT_MS = 3_000;

/** What the stateless `server/discover` came to. */
export interface EraAsk {
  readonly word: StatelessWord;
  readonly reply: McpReply;
}

/** An ask that is on its way. */
export interface AskedEra {
  readonly answer: Promise<EraAsk>;
  /** What it came to by now; null while it is waited for. */
  soFar(): EraAsk | null;
  /** The answer that counts where the era is all that there is: once more, with time, where the short deadline was hit. */
  surely(): Promise<EraAsk>;
}

/** Asks `server/discover` with the run's own token, beside the handshake. */
export function beginAsk(ctx: BonafideContext, bearer: string | null): AskedEra {
  let known: EraAsk | null = null;
  const answer = askEra(ctx, bearer, { timeoutMs: shortTimeoutMs(ctx) }).then((ask) => {
    known = ask;
    return ask;
  });
  // Heard of where it is awaited.
  answer.catch(() => {});
  const surely = async () => {
    const ask = await answer;
    const { result } = ask.reply;
    const hurried = result.kind === "failure" && result.failure === "timeout" && shortTimeoutMs(ctx) === ASK_TIMEOUT_MS;
    return hurried ? askEra(ctx, bearer) : ask;
  };
  return { answer, soFar: () => known, surely };
}

/** @param settings the deadline is that of the layer's requests unless given */
export async function askEra(
  ctx: BonafideContext,
  bearer: string | null,
  settings: SessionSettings = {},
): Promise<EraAsk> {
  const client = statelessClient(ctx, { purpose: "beside:discover" }, bearer, settings);
  const reply = await client.ask("server/discover");
  return { word: readDiscover(reply), reply };
}

/** Deadline of what is asked of a server that need not know the era, ms. */
export function shortTimeoutMs({ input }: BonafideContext): number {
  return Math.min(mcpTimeoutMs(input), ASK_TIMEOUT_MS);
}
