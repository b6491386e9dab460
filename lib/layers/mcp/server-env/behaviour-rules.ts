import { type EnvRule, nothing, row } from "./env-rule";
import { fileMode } from "./mode-rules";

/** Where the server does not behave as the file says: then it was started with something else. */
export const behaviourRule: EnvRule = (file, run) => {
  const mode = fileMode(file)?.mode ?? null;
  const said = mode === "remote" || mode === "local" || mode === "legacy" ? mode : null;
  const differs = [
    ...(said === null || run.mode === null || said === run.mode
      ? []
      : [`mode: the file says ${said}, the server's handshake ${run.mode}`]),
    ...(file.say("QUILT_FALLBACK_JWT").is === "set" && run.refusesWithoutToken && run.mode !== "legacy"
      ? ["QUILT_FALLBACK_JWT: the file sets it, and calls without a token are refused"]
      : []),
    ...(file.env.imageVersion === null || run.version === null || isSameVersion(file.env.imageVersion, run.version)
      ? []
      : [`version: the image's tag says ${file.env.imageVersion}, the server ${run.version}`]),
  ];
  if (differs.length === 0) return nothing;
  return {
    rows: differs.map((text) => row("bad", "the server itself", "behaves otherwise", text)),
    findings: [{ reason: "env-not-running", evidence: { differs } }],
  };
};

function isSameVersion(a: string, b: string): boolean {
  return a.replace(/^v/, "") === b.replace(/^v/, "");
}
