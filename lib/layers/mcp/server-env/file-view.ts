import { joinUrl } from "@/lib/join-url";
import type { ServerEnvironment, ServerVariable } from "@/lib/server-env/server-environment";

/** What the file says of one variable. */
export type Said =
  | { readonly is: "absent" }
  /** Set, but the value is filled in from elsewhere. */
  | { readonly is: "unknown" }
  | { readonly is: "set"; readonly text: string; readonly quoted: boolean };

/** The file, asked by name. */
export class FileView {
  readonly env: ServerEnvironment;
  readonly #byName: ReadonlyMap<string, ServerVariable>;

  constructor(env: ServerEnvironment) {
    this.env = env;
    this.#byName = new Map(env.variables.map((variable) => [variable.name, variable]));
  }

  /** An empty value counts as absent, as quilt-mcp and the AWS client take it. */
  say(name: string): Said {
    const variable = this.#byName.get(name);
    if (variable === undefined) return { is: "absent" };
    if (variable.value === null) return { is: "unknown" };
    const text = variable.value.reveal();
    return text.trim() === "" ? { is: "absent" } : { is: "set", text, quoted: variable.quoted === true };
  }

  text(name: string): string | null {
    const said = this.say(name);
    return said.is === "set" ? said.text : null;
  }

  isThere(name: string): boolean {
    return this.say(name).is !== "absent";
  }

  /** It surely has a value, whether or not this is known: a secret store fills one in, a shell may have none. */
  isSet(name: string): boolean {
    const { is } = this.say(name);
    return is === "set" || (is === "unknown" && this.env.format === "task-definition");
  }

  /** Something else may add variables that the file does not show. */
  get isOpen(): boolean {
    return this.env.otherFiles > 0;
  }

  isWritable(path: string): boolean {
    const folder = (one: string) => joinUrl(one, "/");
    const inside = (target: string) => folder(path).startsWith(folder(target));
    const mounts = this.env.mounts.filter(({ target }) => target !== "" && inside(target));
    // The innermost mount decides.
    const [innermost] = mounts.toSorted((a, b) => b.target.length - a.target.length);
    return innermost?.writable === true;
  }
}

/** `null` for a word that is neither. */
export function readSwitch(text: string): boolean | null {
  if (/^(1|true|yes|on)$/i.test(text.trim())) return true;
  return /^(0|false|no|off)$/i.test(text.trim()) ? false : null;
}
