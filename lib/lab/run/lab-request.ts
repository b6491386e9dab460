import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { Secret } from "@/lib/secret";
import { type ResolvedRequest, resolveTarget } from "@/lib/targets/resolve-target";
import { type GivenOptions, holdSecrets } from "@/lib/wire/given-options";
import type { ResolvedTarget, SignatureKeys } from "@/lib/wire/resolved-target";
import type { TargetFile } from "@/lib/wire/target-schema";
import type { LabStack } from "../start-lab";

/** The target of a lab stack, with its subject and the variables that it names; `over` takes the place of fields. */
export function resolveLabTarget(stack: LabStack, over: TargetFile = {}): Promise<ResolvedRequest> {
  return resolveTarget(
    { ...stack.target, ...over },
    { baseDir: "/", env: stack.options.env ?? {}, subject: stack.options.subject },
  );
}

/** What a stack's run checks signatures with, but for a secret, which is one of its options. */
export function labKeys({ options: { publicKeyPem, wordList } }: LabStack): SignatureKeys {
  return { ...(publicKeyPem === undefined ? {} : { publicKeyPem }), ...(wordList === undefined ? {} : { wordList }) };
}

/** The options that a stack's run is made for. */
export function labOptions({ options }: LabStack): GivenOptions {
  return holdSecrets(options);
}

/** The lab's own command may be started wherever the lab runs, with nothing of the operator's. */
export function commandOfStack({ mcpCommand }: ResolvedTarget): DiagnosisRequest["command"] {
  return mcpCommand === undefined ? null : { variables: {} };
}

/** The diagnosis that a lab stack is made for. */
export async function labRequest(stack: LabStack, over: TargetFile = {}): Promise<DiagnosisRequest> {
  const { target, subject, withoutToken } = await resolveLabTarget(stack, over);
  return {
    token: withoutToken ? null : new Secret(stack.token),
    target,
    subject,
    keys: labKeys(stack),
    options: labOptions(stack),
    command: commandOfStack(target),
  };
}
