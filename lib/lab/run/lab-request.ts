import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { readServerEnv } from "@/lib/run/parse-server-env";
import { Secret } from "@/lib/secret";
import { type ResolvedRequest, resolveTarget } from "@/lib/targets/resolve-target";
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

/** The key that a stack's run checks signatures with. */
export function labKeys({ options }: LabStack): SignatureKeys {
  const { signatureKey, publicKeyPem, wordList } = options;
  return {
    ...(signatureKey === undefined ? {} : { secret: new Secret(signatureKey) }),
    ...(publicKeyPem === undefined ? {} : { publicKeyPem }),
    ...(wordList === undefined ? {} : { wordList }),
  };
}

/** The lab's own command may be started wherever the lab runs, with nothing of the operator's. */
export function labCommand({ mcpCommand }: ResolvedTarget): DiagnosisRequest["command"] {
  return mcpCommand === undefined ? null : { variables: {} };
}

/** The diagnosis that a lab stack is made for. */
export async function labRequest(stack: LabStack, over: TargetFile = {}): Promise<DiagnosisRequest> {
  const { controls, timeoutMs, permissions, lapsedToken, otherToken, referenceToken, serverEnv } = stack.options;
  const { target, subject, withoutToken } = await resolveLabTarget(stack, over);
  return {
    token: withoutToken ? null : new Secret(stack.token),
    target,
    subject,
    controls: controls ?? "on",
    only: null,
    strict: false,
    timeoutMs,
    permissions,
    keys: labKeys(stack),
    command: labCommand(target),
    lapsedToken: lapsedToken === undefined ? null : new Secret(lapsedToken),
    referenceToken: referenceToken === undefined ? null : new Secret(referenceToken),
    otherToken: otherToken === undefined ? null : new Secret(otherToken),
    serverEnv: serverEnv === undefined ? null : await readServerEnv(serverEnv),
  };
}
