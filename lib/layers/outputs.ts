import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { defineOutput } from "@/lib/diagnosis/layer";
import type { Secret } from "@/lib/secret";
import type { ScopeRow } from "./shared/search-scope-rows";

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

/** The newest of the objects that a list of the target's bucket showed. S3 lists by key, not by time. */
export interface NewestObject {
  readonly bucket: string;
  readonly prefix: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** How many keys were listed. */
  readonly keys: number;
  /** These are all keys under the prefix. */
  readonly whole: boolean;
  /** What became of a longer list that was asked for in vain. */
  readonly longer?: string;
}
/** Why no newest object is known, in words: a list that was refused or broke off shows none, and proves nothing. */
export interface NoNewestObject {
  readonly why: string;
}
export const newestObject = defineOutput<NewestObject | NoNewestObject>("newestObject", "no list of the bucket");

/** What the registry's own search finds in each scope. */
export const directSearch = defineOutput<readonly ScopeRow[]>("directSearch", "no search at the registry");

/** The token that speaks for the user at the catalog: the pasted one, or the inner one of a hybrid JWT. */
export const catalogIdentity = defineOutput<Secret>("catalogIdentity", "this token carries no catalog identity");

/** Given only when `signature` passes with a configured key: what an assume-role exchange needs before it may pass. */
export const signatureVerified = defineOutput<true>("signatureVerified", "the token's signature was not verified");
