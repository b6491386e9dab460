import type { LayerInput } from "@/lib/layers/shared/layer-input";

/** What was given for a run and is of no use in it, in sentences. */
export function uselessOptions({ lapsed, other, controls, target }: LayerInput): readonly string[] {
  return [
    ...(lapsed != null && controls !== "deep" ? ["the lapsed token is used only by --controls deep."] : []),
    ...(other != null && target.mcpUrl === undefined
      ? ["the other token is used only at an MCP server, and the target names none."]
      : []),
  ];
}
