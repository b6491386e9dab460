import { readDeployment, readTransport } from "@/lib/clients/mcp/server-variables";
import { type EnvFinding, type EnvRule, nothing, row } from "./env-rule";
import { type FileView, readSwitch } from "./file-view";
import { masked, showSaid } from "./shown-value";

export interface FileMode {
  readonly mode: "remote" | "local" | "legacy" | "platform" | "invalid" | "unknown";
  /** What says so. */
  readonly by: string;
  /** Only of `invalid`: what is said, masked. */
  readonly says: string;
}

/** The deployment that the file asks for: the command's flag, then QUILT_DEPLOYMENT, then what older versions read. */
export function fileMode(file: FileView): FileMode | null {
  const { deployment, backend } = file.env.flags;
  if (deployment !== undefined) return named("--deployment", deployment.reveal());
  const said = file.say("QUILT_DEPLOYMENT");
  if (said.is === "unknown") return { mode: "unknown", by: "QUILT_DEPLOYMENT", says: showSaid(said, "mode") };
  if (said.is === "set") return named("QUILT_DEPLOYMENT", said.text);
  if (backend !== undefined) {
    const word = backend.reveal();
    if (word === "quilt3") return { mode: "legacy", by: "--backend", says: "quilt3" };
    if (word === "platform") return { mode: "platform", by: "--backend", says: "platform" };
  }
  const many = readSwitch(file.text("QUILT_MULTIUSER_MODE") ?? "");
  if (many === null) return null;
  return { mode: many ? "platform" : "legacy", by: "QUILT_MULTIUSER_MODE", says: String(many) };
}

function named(by: string, text: string): FileMode {
  if (/\$/.test(text)) return { mode: "unknown", by, says: "set from elsewhere: not known here" };
  const mode = readDeployment(text);
  return mode === null ? { mode: "invalid", by, says: masked(text) } : { mode, by, says: mode };
}

/** Whether quilt-mcp takes its users' tokens in this mode, and so needs the URLs of the platform. */
export function isPlatform({ mode }: FileMode): boolean {
  return mode === "remote" || mode === "local" || mode === "platform";
}

/** Deployment and transport: what they are, and whether quilt-mcp knows them. */
export const modeRule: EnvRule = (file) => {
  const mode = fileMode(file);
  if (mode === null) return nothing;
  const { by, says } = mode;
  switch (mode.mode) {
    case "invalid":
      return {
        rows: [row("bad", by, says, "not remote, local or legacy: quilt-mcp does not start")],
        findings: [{ reason: "env-invalid-mode", evidence: { setting: by, says } }],
      };
    case "legacy":
      return {
        rows: [row("bad", by, says, "ignores the Authorization header, answers with its own credentials")],
        findings: [{ reason: "env-legacy-mode", evidence: { setting: by, says } }],
      };
    case "unknown":
      return { rows: [row("unknown", by, says, "the mode cannot be told")], findings: [] };
    default:
      return { rows: [row("good", by, says, "takes each caller's own token")], findings: [] };
  }
};

export const transportRule: EnvRule = (file) => {
  const said = file.say("FASTMCP_TRANSPORT");
  const mode = fileMode(file);
  const name = "FASTMCP_TRANSPORT";
  if (said.is === "unknown") return { rows: [row("unknown", name, showSaid(said, "transport"), "")], findings: [] };
  const stdio = "over stdio the server has no URL, but the target names an MCP URL";
  if (said.is === "absent") {
    if (mode?.mode !== "local" && mode?.mode !== "legacy") return nothing;
    return { rows: [row("note", name, "not set", `${mode.mode} mode then talks over stdio: ${stdio}`)], findings: [] };
  }
  const transport = readTransport(said.text);
  if (transport === null) {
    const says = showSaid(said, "transport");
    const finding: EnvFinding = { reason: "env-invalid-mode", evidence: { setting: name, says } };
    return { rows: [row("bad", name, says, "not a transport that FastMCP knows")], findings: [finding] };
  }
  return {
    rows: [row(transport === "stdio" ? "bad" : "good", name, transport, transport === "stdio" ? stdio : "")],
    findings: [],
  };
};
