import type { FindingRow } from "@/lib/diagnosis/layer";

/** STS refuses what was signed for another region than its endpoint's: the secret is right. */
export const stsWrongRegion: FindingRow = {
  effect: "fail",
  title: "the request was signed for another region than that of the STS endpoint",
  remedy: "Set the target's region and STS endpoint to the same region; both that were asked are in the evidence.",
  actor: "operator",
  spec: "SigV4 troubleshooting",
};
