import { crashText } from "@/lib/redact/crash-text";
import { createRedactor } from "@/lib/redact/create-redactor";
import { nameKind } from "@/lib/redact/secret-names";
import { maskWords } from "./looks-like-token";
import type { Terminal } from "./terminal";

/**
 * Our own crash where there is no report to hold it: what to do, and the stack without what the command has read, what
 * its options and the environment name as secret, and what may be a credential among its words.
 */
export function describeCrash(error: unknown, words: readonly string[], terminal: Terminal): string {
  const redactor = createRedactor();
  for (const secret of [...terminal.secrets(), ...namedSecrets(words, terminal)]) redactor.addSecret(secret);
  const stack = maskWords(crashText(error, redactor), words);
  return [
    "bonafide itself crashed, and no report was made. This says nothing about the target.",
    "Run it again; if it crashes again, hand the lines below to whoever maintains Bonafide.",
    `${stack}\n`,
  ].join("\n");
}

/** Values of the variables that the command line names, and of those whose own name says that they hold a secret. */
function namedSecrets(words: readonly string[], { variables }: Terminal): readonly string[] {
  const named = new Set(words.flatMap((word) => [word, word.slice(word.indexOf("=") + 1)]));
  return Object.entries(variables).flatMap(([name, value]) =>
    value !== undefined && (named.has(name) || nameKind(name) === "secret") ? [value] : [],
  );
}
