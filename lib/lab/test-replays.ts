import type { Actor } from "@/lib/diagnosis/model";

/** What one of the five notes took for another fault, and whose it was. */
export interface Replay {
  readonly id: string;
  readonly layer: string;
  readonly code: string;
  readonly actor: Actor;
  /** A layer that the note's fault shows at, too. */
  readonly shownToo: string;
}

/** The five notes: each ends at its own first broken layer, by engine, command line and page. */
export const replays: readonly Replay[] = [
  {
    id: "replay-000",
    layer: "signature",
    code: "signature/known-secret",
    actor: "registry-admin",
    shownToo: "exchange",
  },
  { id: "replay-001", layer: "mcp", code: "mcp/open", actor: "deployer", shownToo: "mcp" },
  { id: "replay-002", layer: "mcp", code: "mcp/tool-failed", actor: "deployer", shownToo: "search" },
  { id: "replay-003", layer: "claims", code: "claims/known-fake", actor: "token-holder", shownToo: "mcp" },
  { id: "replay-004", layer: "exchange", code: "exchange/assume-role-denied", actor: "aws-admin", shownToo: "mcp" },
];
