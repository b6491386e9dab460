import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import { factOf, hasRecognised } from "./joined";

const EMPTY = ["search/no-hits", "search/anonymous"];

/** Why search finds nothing, or refuses what the exchange accepts (facts of quilt's catalog and its search). */
export const searchCauses: readonly CauseRule[] = [
  {
    id: "no-catalog-identity",
    explains: ["search/anonymous"],
    when: (facts) =>
      facts.status("exchange") !== "pass"
        ? null
        : {
            text: "the exchange accepts this token, but search sees no user: the Authorization header is lost on the way to GraphQL",
            basis: "inferred",
            actor: "deployer",
            decide: "the registry's log for the GraphQL request",
            heading: "the registry accepts the token, but its search sees no catalog identity",
          },
  },
  {
    id: "two-doors-differ",
    explains: ["search/unauthorized", "search/forbidden"],
    when: (facts) =>
      facts.status("exchange") !== "pass"
        ? null
        : {
            text: "the exchange accepts what search refuses: two services behind one registry URL have different settings",
            basis: "inferred",
            actor: "registry-admin",
            decide: "the registry's log for both requests",
            heading: "the registry's exchange accepts this token, but its search does not",
          },
  },
  {
    id: "never-indexed",
    explains: ["search/no-hits"],
    when: (facts) =>
      !hasRecognised(facts, "search", "never-indexed")
        ? null
        : {
            text: "the registry itself says that it never indexed this bucket",
            basis: "observed",
            actor: "registry-admin",
            decide: "lastIndexed of the bucket in the registry's answer",
            heading: "the registry never indexed this bucket, so search finds nothing in it",
            next: "Index the bucket in the catalog's bucket settings.",
          },
  },
  {
    id: "index-older-than-objects",
    explains: ["search/no-hits"],
    when: (facts) => {
      if (!hasRecognised(facts, "search", "index-older-than-objects")) return null;
      const indexed = factOf(facts, "search", "bucket-last-indexed") ?? null;
      const newest = factOf(facts, "search", "newest-object-in-s3") ?? null;
      return {
        text: `the index is older than the newest object: the registry last indexed the bucket at ${indexed}, and S3 shows an object of ${newest}`,
        basis: "inferred",
        actor: "registry-admin",
        decide: "search for an object that is older than the index; re-index the bucket and search again",
        heading: "the bucket's index is older than its newest object",
        next: "Re-index the bucket, and check that its notifications of new objects reach the registry.",
        evidence: { bucketLastIndexed: indexed, newestObjectInS3: newest },
      };
    },
  },
  {
    id: "not-indexed",
    explains: EMPTY,
    when: (facts) => {
      if (facts.status("s3") !== "pass" || hasRecognised(facts, "search", "never-indexed")) return null;
      if (hasRecognised(facts, "search", "index-older-than-objects")) return null;
      // An index that is newer than everything that was seen speaks against it.
      if (hasRecognised(facts, "search", "index-current")) {
        return {
          text: "S3 lists objects that search does not find, although the bucket was indexed since: the index is incomplete",
          basis: "possible",
          actor: "registry-admin",
          decide: "search for the name of an object that s3 lists; re-index",
        };
      }
      return {
        text: "S3 lists objects that search does not find: the bucket is not indexed, or the index lags",
        basis: "inferred",
        actor: "registry-admin",
        decide: "the bucket's last indexing time in the catalog; re-index",
        heading: "S3 lists the bucket, but search finds nothing in it",
        next: "Check that the bucket is indexed, and re-index it.",
      };
    },
  },
  {
    id: "nothing-matches",
    explains: ["search/no-hits"],
    when: () => ({
      text: "nothing matches this query in this bucket",
      basis: "possible",
      actor: "operator",
      decide: "run without a query, or with the name of an object that s3 lists",
    }),
  },
  {
    id: "role-sees-nothing",
    explains: ["search/no-hits"],
    when: () => ({
      text: "the user's role may search no bucket here, or Secure Search filtered the hits",
      basis: "possible",
      actor: "registry-admin",
      decide: "the same search by an administrator",
    }),
  },
  {
    id: "schema-skew",
    explains: ["search/graphql-error"],
    when: () => ({
      text: "the registry's schema or a resolver fails; the token itself was not refused",
      basis: "possible",
      actor: "registry-admin",
      decide: "the registry's log for this request",
    }),
  },
];
