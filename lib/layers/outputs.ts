import type { AwsCredentials } from "@/lib/aws/aws-credentials";
import { defineOutput } from "@/lib/diagnosis/layer";
import type { Secret } from "@/lib/secret";

/** Base URL of the registry, without a trailing slash. */
export const registryUrl = defineOutput<string>("registryUrl", "no registry URL");

/** The region for AWS calls: the target's, else config.json's. */
export const awsRegion = defineOutput<string>("awsRegion", "no AWS region");

/** What the catalog says of itself in config.json. */
export interface CatalogFacts {
  /** False: anonymous calls legitimately succeed. Null: config.json does not say. */
  readonly alwaysRequiresAuth: boolean | null;
  readonly stackVersion: string | null;
}
export const catalogFacts = defineOutput<CatalogFacts>("catalogFacts", "no config.json");

/** Temporary credentials whose shape the exchange has validated. They come from `exchange` alone. */
export const awsCredentials = defineOutput<AwsCredentials>("awsCredentials", "no AWS credentials");

/** The ARN that STS gives for the exchanged credentials. */
export const callerArn = defineOutput<string>("callerArn", "no AWS identity");

/** The token that speaks for the user at the catalog: the pasted one, or the inner one of a hybrid JWT. */
export const catalogIdentity = defineOutput<Secret>("catalogIdentity", "this token carries no catalog identity");
