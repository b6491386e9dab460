import { randomBytes } from "node:crypto";
import type { CredentialStore } from "@/lib/lab/stack/credential-store";
import { brokerArn } from "@/lib/lab/stack/identities";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { StackSecrets } from "@/lib/lab/stack/stack-secrets";

/** What the names of the variables with the lab's base credentials begin with. */
export const BASE_PREFIX = "LAB_BASE_";

/** Makes the broker's keys, tells the AWS part of them, and gives the variables that the operator is to have. */
export function makeBaseVariables(
  { target }: StackConfig,
  secrets: StackSecrets,
  store: CredentialStore,
): Readonly<Record<string, string>> {
  const base = target.exchange?.base ?? null;
  if (base === null) return {};
  const isSession = base === "expired-session";
  const account = secrets.account;
  const accessKeyId = store.newKeyId(isSession ? "ASIA" : "AKIA", account);
  const secretAccessKey = randomBytes(30).toString("base64");
  const sessionToken = isSession ? randomBytes(180).toString("base64") : "";
  const expiresAtMs = isSession ? Date.now() - 60_000 : Number.POSITIVE_INFINITY;
  if (base !== "unknown-key") {
    store.remember({
      accessKeyId,
      secretAccessKey,
      sessionToken,
      expiresAtMs,
      identity: { account, arn: brokerArn(secrets), userId: `AIDA${accessKeyId.slice(4)}` },
    });
  }
  const given = base === "wrong-secret" ? randomBytes(30).toString("base64") : secretAccessKey;
  store.keepSecret(given);
  if (isSession) store.keepSecret(sessionToken);
  return {
    [`${BASE_PREFIX}AWS_ACCESS_KEY_ID`]: accessKeyId,
    [`${BASE_PREFIX}AWS_SECRET_ACCESS_KEY`]: given,
    ...(isSession ? { [`${BASE_PREFIX}AWS_SESSION_TOKEN`]: sessionToken } : {}),
  };
}
