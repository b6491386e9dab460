import type { BonafideContext } from "../shared/layer-input";
import { jsonObject } from "../shared/read-answer";
import type { ControlRun } from "./run-controls";
import type { RealRun } from "./run-real";

/**
 * Where the server speaks OAuth, reads its protected resource metadata (RFC 9728) and shows which authorization servers
 * it names. Only at the server's own origin: a URL in an answer is data.
 */
export async function askResourceMetadata(
  ctx: BonafideContext,
  real: RealRun,
  controls: readonly ControlRun[],
): Promise<void> {
  const judged = [
    ...real.calls.map((one) => one.judged),
    ...controls.flatMap((run) => run.calls.map((one) => one.judged)),
  ];
  const named = judged.map(({ evidence }) => evidence.resourceMetadata).find((url) => typeof url === "string");
  if (typeof named !== "string") return;
  ctx.fact("resource-metadata", named);
  const { mcpUrl } = ctx.input.target;
  if (mcpUrl === undefined || !URL.canParse(named) || new URL(named).origin !== new URL(mcpUrl).origin) return;
  const result = await ctx.http.send("beside:resource-metadata", {
    method: "GET",
    url: named,
    headers: { accept: "application/json" },
    timeoutMs: ctx.input.timeoutMs,
    signal: ctx.signal,
  });
  const metadata = result.status === 200 ? jsonObject(result) : null;
  if (metadata === null) {
    ctx.fact("authorization-servers", "the metadata could not be read");
    return;
  }
  const servers: readonly unknown[] = Array.isArray(metadata.authorization_servers)
    ? metadata.authorization_servers
    : [];
  ctx.fact("authorization-servers", servers.filter((one) => typeof one === "string").slice(0, 5));
  if (typeof metadata.resource === "string" && metadata.resource !== mcpUrl) {
    ctx.fact("resource-it-names", metadata.resource.slice(0, 200));
  }
}
