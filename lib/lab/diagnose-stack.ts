import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import type { Runtime } from "@/lib/runtime/create-runtime";
import { diagnose } from "@/lib/runtime/diagnose";
import { resolveTarget } from "@/lib/runtime/resolve-target";
import { Secret } from "@/lib/secret";
import type { LabStack } from "./lab-types";

/**
 * Runs the diagnosis that a lab stack is made for, to its end.
 * @throws if the run emits no event
 */
export async function diagnoseStack(runtime: Runtime, stack: LabStack): Promise<RunView> {
  const { controls, timeoutMs, signatureKey, publicKeyPem, wordList } = stack.options;
  const { target } = await resolveTarget(stack.target, { baseDir: "/", env: {} });
  const events = diagnose({
    runtime,
    request: {
      token: new Secret(stack.token),
      target,
      subject: null,
      controls: controls ?? "on",
      only: null,
      strict: false,
      timeoutMs,
      keys: {
        secret: signatureKey === undefined ? undefined : new Secret(signatureKey),
        publicKeyPem,
        wordList,
      },
    },
    signal: new AbortController().signal,
  });
  let view: RunView | null = null;
  for await (const event of events) view = applyEvent(view, event);
  if (view === null) throw new Error("the run emitted no event");
  return view;
}
