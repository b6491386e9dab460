import type { LayerIntro } from "@/components/data/server-data";
import { layers } from "@/lib/layers/index";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { parseToken } from "@/lib/token/parse-token";

/** An input with everything configured, so that each layer names all the controls it can have. */
function sampleInput(): LayerInput {
  const sample = parseToken("e30.e30.AAAA");
  return {
    token: sample.ok ? { ...sample.token, kind: "catalog-jwt" } : null,
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

/** The layers in words: plain data for the page. */
export function layerIntros(): LayerIntro[] {
  const input = sampleInput();
  return layers.map(({ id, title, question, nature, proves, doesNotProve, controls }) => ({
    id,
    title,
    question,
    nature,
    proves,
    doesNotProve,
    controlNames: controls(input).map((control) => control.name),
  }));
}
