import type { Variables } from "@/lib/settings/read-env";
import type { StdioHome } from "./stdio-server";

/** What a program needs to run at all, on POSIX and on Windows. */
const BASE = /^(PATH|LANG|LC_[A-Z]+|TZ|TMPDIR|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|TEMP|TMP)$/i;
/** Where the operator's own files are, who the operator is, and the operator's AWS and Quilt set-up. */
const OWN =
  /^(HOME|USER|LOGNAME|SHELL|XDG_[A-Z_]+|USERPROFILE|APPDATA|LOCALAPPDATA|HOMEDRIVE|HOMEPATH|AWS_\w+|QUILT_\w+)$/i;
/** The server's settings, without what may speak for somebody. */
const SETTINGS = /^QUILT_\w+$/;
const CREDENTIAL = /(TOKEN|JWT|SECRET|PASSWORD|KEY|CREDENTIAL)/i;

export interface StdioEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** Values that may be credentials, by the names of their variables. */
  readonly secrets: readonly string[];
}

/**
 * The environment of a command: what any program needs, and for the operator's home the operator's own AWS and Quilt
 * variables. For an empty home no AWS variable, and of Quilt's only settings. No variable that holds one of the run's
 * tokens is passed, whatever its name: a stdio server takes no bearer.
 * @param emptyHome the folder in place of the home; unused for the operator's
 */
export function stdioEnvironment(
  home: StdioHome,
  emptyHome: string,
  variables: Variables,
  tokens: readonly string[],
): StdioEnvironment {
  const passed = Object.entries(variables).filter(([name, value]) => {
    if (value === undefined || tokens.some((token) => value.includes(token))) return false;
    if (BASE.test(name)) return true;
    return home === "operator" ? OWN.test(name) : SETTINGS.test(name) && !CREDENTIAL.test(name);
  });
  const env = Object.fromEntries(passed.map(([name, value]) => [name, value ?? ""]));
  const secrets = passed.filter(([name]) => CREDENTIAL.test(name)).map(([, value]) => value ?? "");
  if (home === "operator") return { env, secrets };
  // Windows programs look at USERPROFILE and its data folders.
  const windows = variables.USERPROFILE === undefined ? [] : ["USERPROFILE", "APPDATA", "LOCALAPPDATA"];
  return { env: { ...env, ...Object.fromEntries(["HOME", ...windows].map((name) => [name, emptyHome])) }, secrets };
}
