import { type EnvRule, nothing, row } from "./env-rule";

/** A path that says something about the container and nothing about anybody. */
function showPath(path: string): string {
  return /^(\/(tmp|root|app|home|var|data|run|quilt)){1,4}$/.test(path) ? path : "a path that is not shown";
}

/** Where the server may write: quilt3 keeps its configuration under HOME. */
export const rootRule: EnvRule = (file) => {
  const { readOnlyRoot } = file.env;
  if (readOnlyRoot === null) return nothing;
  if (!readOnlyRoot) {
    return {
      rows: [row("note", "root file system", "writable", "what one call writes, the next may read")],
      findings: [{ reason: "env-writable-root", evidence: { root: "writable" } }],
    };
  }
  const root = row("good", "root file system", "read-only", "nothing can be written to it");
  const home = file.say("HOME");
  if (home.is === "unknown") return { rows: [root, row("unknown", "HOME", "not known here", "")], findings: [] };
  if (home.is === "set" && file.isWritable(home.text.trim())) {
    return { rows: [root, row("good", "HOME", showPath(home.text.trim()), "is on a writable mount")], findings: [] };
  }
  const says = home.is === "set" ? showPath(home.text.trim()) : "not set";
  return {
    rows: [root, row("bad", "HOME", says, "is not on a writable mount: quilt3 cannot write there")],
    findings: [{ reason: "env-home", evidence: { HOME: says } }],
  };
};
