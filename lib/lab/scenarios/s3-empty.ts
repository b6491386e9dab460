import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3Empty = defineScenario({
  id: "s3-empty",
  title: "Nothing is there",
  story: "The list is allowed and empty: the prefix has a typing error.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/empty"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/empty",
  fault: (config) => withTarget(config, { prefix: "rawdata/" }),
});
