import type { FindingTable } from "@/lib/diagnosis/layer";
import { layers } from "@/lib/layers";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { parseRunToken } from "./parse-run-token";

/** A layer in words: plain data for those who show layers before any run. */
export interface LayerWords {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly nature: "local" | "live";
  readonly proves: string;
  readonly doesNotProve: string;
  /** Its controls when everything is configured; a run may plan fewer. */
  readonly controlNames: readonly string[];
  readonly findings: FindingTable;
}

/** An input with everything configured, so that each layer names all the controls it can have. */
function sampleInput(): LayerInput {
  return {
    token: { ...parseRunToken("e30.e30.AAAA").token, kind: "catalog-jwt" },
    target: {
      name: "sample",
      catalogUrl: "https://catalog.example.com",
      registryUrl: "https://registry.example.com",
      mcpUrl: "https://mcp.example.com/mcp",
      region: "us-east-1",
      aws: {},
      exchange: {},
      s3: { bucket: "sample" },
      search: {},
      mcp: {},
      expect: {},
      logs: [],
    },
    controls: "on",
    timeoutMs: 15_000,
    keys: {},
    signedWithTestSecret: false,
  };
}

/** The layers in words, in chain order. */
export function layerWords(): readonly LayerWords[] {
  const input = sampleInput();
  return layers.map(({ id, title, question, nature, proves, doesNotProve, findings, controls }) => ({
    ...{ id, title, question, nature, proves, doesNotProve, findings },
    controlNames: controls(input).map((control) => control.name),
  }));
}

/** The ids of the layers that look at the token alone. */
export function localLayerIds(): readonly string[] {
  return layers.filter(({ nature }) => nature === "local").map(({ id }) => id);
}
