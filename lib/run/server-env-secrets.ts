import { layers } from "@/lib/layers";
import type { LayerInput } from "@/lib/layers/shared/layer-input";

/** The redactor takes out any piece of a secret that is as long. */
const PIECE = 12;

/**
 * The values of the given server environment that are redacted wherever they come up: a server may say them back. Left
 * out are those that stand in the target, or in our own words, for a report without these could not be read.
 */
export function serverEnvSecrets(input: LayerInput): readonly string[] {
  const secrets = input.serverEnv?.secrets ?? [];
  if (secrets.length === 0) return [];
  const common = commonText(input).toLowerCase();
  return secrets.map((secret) => secret.reveal()).filter((value) => !occursIn(common, value.trim().toLowerCase()));
}

function occursIn(common: string, value: string): boolean {
  if (value.length <= PIECE) return common.includes(value);
  for (let at = 0; at + PIECE <= value.length; at += 1) if (common.includes(value.slice(at, at + PIECE))) return true;
  return false;
}

/** The target's texts, and those of the layers and their findings. */
function commonText({ target }: LayerInput): string {
  const { catalogUrl, registryUrl, mcpUrl, region, name } = target;
  const words = layers.flatMap((layer) => [
    layer.title,
    layer.question,
    layer.proves,
    layer.doesNotProve,
    ...Object.entries(layer.findings).flatMap(([reason, row]) => [`${layer.id}/${reason}`, row.title, row.remedy]),
  ]);
  const plain = [catalogUrl, registryUrl, mcpUrl, region, name].map((text) => text ?? "");
  const named = JSON.stringify([target.s3, target.search, target.expect, target.exchange.roleArn ?? ""]);
  return [...plain, named, ...words, "quilt-mcp-server"].join("\n");
}
