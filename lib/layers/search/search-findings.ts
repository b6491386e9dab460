import type { FindingTable } from "@/lib/diagnosis/layer";

/** Findings of the `search` layer beside those of every live layer (quilt:shared/graphql/schema.graphql). */
export const searchFindings: FindingTable = {
  unauthorized: {
    effect: "fail",
    title: "the registry's search does not accept this token",
    remedy: "Log in to the catalog again, then run with the new token.",
    actor: "token-holder",
    spec: "RFC 6750 §3.1",
  },
  forbidden: {
    effect: "fail",
    title: "the registry does not let this caller search here",
    remedy: "Check the user's role and which buckets it may search.",
    actor: "registry-admin",
  },
  anonymous: {
    effect: "fail",
    title: "the registry answered as if no one had logged in",
    remedy: "Find what drops the Authorization header on the way, or use a token from this stack.",
    actor: "unclear",
  },
  "graphql-error": {
    effect: "fail",
    title: "the search request failed inside the registry",
    remedy: "Read the error and the registry's log. The token itself was not refused.",
    actor: "registry-admin",
    spec: "GraphQL response format, errors",
  },
  "invalid-input": {
    effect: "fail",
    title: "the registry does not understand the search string",
    remedy: "Correct search.query in the target: escape characters such as /.",
    actor: "operator",
  },
  "operation-error": {
    effect: "fail",
    title: "the search backend failed",
    remedy: "Check the search cluster's health; the registry's log names the operation.",
    actor: "registry-admin",
  },
  "no-hits": {
    effect: "fail",
    title: "search finds fewer results than expected for this user",
    remedy:
      "Compare with the s3 layer: an object that is listed but not found is not indexed, or hidden from this role.",
    actor: "registry-admin",
  },
  "not-json": {
    effect: "fail",
    title: "the answer is not a JSON object, so it does not come from a registry",
    remedy: "Check the registry URL: the catalog's own address, a proxy or a sign-in page answers with HTML.",
    actor: "operator",
  },
  "anonymous-access": {
    effect: "inconclusive",
    title: "this catalog serves search to anyone, so a result proves nothing about the token",
    remedy: "Judge the token by the exchange layer, or expect open access for this subject.",
    actor: "operator",
  },
};
