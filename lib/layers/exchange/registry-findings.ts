import type { FindingTable } from "@/lib/diagnosis/layer";
import { controlFindings, liveFindings } from "../shared/live-findings";

const server = "the registry";

/** Findings of the `exchange` layer, strategy `registry` (quilt:api/python/quilt3/session.py). */
export const registryFindings: FindingTable = {
  ...liveFindings(server),
  ...controlFindings(server, "handed out AWS credentials"),
  rejected: {
    effect: "fail",
    title: "the registry does not accept this token",
    remedy: "Log in to the catalog again, then run with the new token.",
    actor: "token-holder",
    spec: "RFC 6750 §3.1",
  },
  forbidden: {
    effect: "fail",
    title: "the registry gives this caller no AWS credentials",
    remedy: "Check that the user is active and has a role that the registry may assume.",
    actor: "registry-admin",
  },
  "not-json": {
    effect: "fail",
    title: "the answer is not a JSON object, so it does not come from a registry",
    remedy: "Check the registry URL: the catalog's own address, a proxy or a sign-in page answers with HTML.",
    actor: "operator",
  },
  "missing-fields": {
    effect: "fail",
    title: "the answer does not hold usable AWS credentials",
    remedy:
      "Check that this URL is the registry's. AccessKeyId, SecretAccessKey, SessionToken and Expiration must all be there.",
    actor: "registry-admin",
  },
  "unreadable-expiration": {
    effect: "inconclusive",
    title: "when the AWS credentials expire cannot be read: clients that refresh them break on this value",
    remedy: "Make the registry give Expiration in ISO 8601 with a zone, as 2026-11-29T23:10:00Z.",
    actor: "registry-admin",
    spec: "botocore RefreshableCredentials; RFC 3339",
  },
  "expired-on-arrival": {
    effect: "fail",
    title: "the AWS credentials had already expired when they arrived",
    remedy:
      "Sync the clocks of the registry and this machine with NTP, and look for a credential cache in the registry.",
    actor: "registry-admin",
  },
  "long-term-key": {
    effect: "fail",
    title: "the registry handed out a long-term access key",
    remedy:
      "Make the registry assume a role: a key that begins with AKIA belongs to an IAM user or root and does not expire.",
    actor: "registry-admin",
    spec: "IAM unique identifiers",
  },
  "unknown-key-prefix": {
    effect: "info",
    title: "the access key id does not begin with ASIA, as AWS session keys do",
    remedy: "Nothing to fix if this is an emulator or an S3-compatible server.",
    actor: "operator",
    spec: "IAM unique identifiers",
  },
};
