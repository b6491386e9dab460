import type { StackParts } from "./stack-parts";

/** What a healthy remote server was started with, as its env file says it. */
const goodLines = {
  QUILT_DEPLOYMENT: "remote",
  QUILT_CATALOG_URL: "{{catalog}}",
  QUILT_REGISTRY_URL: "{{registry}}",
  AWS_DEFAULT_REGION: "us-east-1",
  FASTMCP_TRANSPORT: "http",
  FASTMCP_HOST: "0.0.0.0",
  FASTMCP_PORT: "8000",
} as const;

/** The env file of a healthy server with these lines changed or added; null leaves one out. */
export function envFile(change: Readonly<Record<string, string | null>> = {}): string {
  return Object.entries({ ...goodLines, ...change })
    .flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}\n`]))
    .join("");
}

/** The compose file of a healthy server, read-only with a HOME that can be written; lines of the service take the place of others. */
export function composeFile(change: { readonly home?: string | null; readonly readOnly?: boolean } = {}): string {
  const { home = "/tmp", readOnly = true } = change;
  const variables = Object.entries({ ...goodLines, ...(home === null ? {} : { HOME: home }) });
  return [
    "services:",
    "  catalog-cache:",
    "    image: redis:7",
    "  quilt-mcp:",
    "    image: ghcr.io/quiltdata/quilt-mcp-server:0.22.0",
    ...(readOnly ? ["    read_only: true"] : []),
    "    tmpfs: [/tmp]",
    "    environment:",
    ...variables.map(([name, value]) => `      ${name}: "${value}"`),
    "",
  ].join("\n");
}

/** Puts the stack's own URLs and secrets where the file names them. */
export function fillServerEnv(text: string, { config, secrets, token, urlOf }: StackParts): string {
  const filled: Readonly<Record<string, string>> = {
    registry: urlOf({ at: "registry" }),
    neighbour: urlOf({ at: "neighbour" }),
    catalog: urlOf({ at: "catalog" }),
    token,
    secret: config.mcp.validation.secret === "other" ? secrets.otherSecret : secrets.signingSecret,
  };
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => filled[name] ?? "");
}
