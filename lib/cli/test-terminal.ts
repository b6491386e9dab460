import type { Variables } from "@/lib/settings/read-env";
import type { Terminal } from "./terminal";

export interface TestTerminal extends Terminal {
  text(): { out: string; err: string };
  interrupt(): void;
}

/** A terminal that keeps what was written to it. */
export function createTestTerminal(
  settings: { variables?: Variables; cwd?: string; input?: string } = {},
): TestTerminal {
  const written = { out: "", err: "" };
  const listeners = new Set<() => void>();
  const secrets: string[] = [];
  const stream = (name: "out" | "err") => ({
    colour: false,
    write: async (body: string | Uint8Array) => {
      written[name] += typeof body === "string" ? body : new TextDecoder().decode(body);
    },
  });
  return {
    out: stream("out"),
    err: stream("err"),
    variables: settings.variables ?? {},
    cwd: settings.cwd ?? "/",
    keepSecret: (value) => secrets.push(value),
    secrets: () => secrets,
    readInput: async () => new TextEncoder().encode(settings.input ?? ""),
    onInterrupt: (callback) => {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    text: () => ({ ...written }),
    interrupt: () => {
      for (const listener of listeners) listener();
    },
  };
}
