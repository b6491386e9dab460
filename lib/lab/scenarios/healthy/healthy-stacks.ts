import { withCatalog, withOptions, withRegistry, withS3, withSts, withTarget } from "@/lib/lab/stack/config-changes";
import { defineHealthy } from "../scenario";

/** Stacks that differ from the usual one, with nothing wrong on them. */
export const healthyStacks = defineHealthy([
  {
    id: "healthy-legacy-search",
    title: "The legacy search works",
    story: "The registry is searched through its older endpoint.",
    given: (config) => withTarget(config, { searchApi: "legacy" }),
  },
  {
    id: "healthy-secure-search",
    title: "Secure Search hides its totals",
    story: "With Secure Search every total is -1, which means unknown. The hits on the page count instead.",
    given: (config) => withRegistry(config, { secureSearch: true }),
  },
  {
    id: "healthy-old-registry",
    title: "An older registry works",
    story:
      "The GraphQL schema of an older release lacks types that the current one has. The same query is valid on both.",
    given: (config) => withRegistry(config, { schema: "old" }),
  },
  {
    id: "healthy-no-packages",
    title: "Objects are found, packages are not",
    story:
      "The bucket's package index is empty. The objects are enough hits, so everything passes; only the package rows show that there are none.",
    given: (config) => withRegistry(config, { packagesIndexed: false }),
  },
  {
    id: "healthy-index-lags",
    title: "The index is behind, but the search still finds its object",
    story:
      "S3 holds an object that is newer than the bucket's last indexing. The object searched for is older, so search finds it: the lag is shown, and nothing fails.",
    given: (config) => withRegistry(config, { indexedAt: "2026-02-25T06:00:00Z" }),
  },
  {
    id: "healthy-many-objects",
    title: "A bucket whose short listing shows only old objects",
    story:
      "S3 lists by key, and the first keys are last year's. One longer listing finds the newest object, to compare with the time of the index.",
    given: (config) => withS3(config, { objects: "many" }),
  },
  {
    id: "healthy-open-catalog",
    title: "An open catalog with a private bucket",
    story:
      "Visitors may open the catalog but find nothing in this bucket. The user does find something, which proves the token.",
    given: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
  },
  {
    id: "healthy-prefix-role",
    title: "A role limited to a prefix",
    story:
      "The role may list only one prefix, and the target names that prefix. Listing the whole bucket would be denied.",
    given: (config) => withS3(config, { allowedPrefixes: ["raw/"] }),
  },
  {
    id: "healthy-region-from-catalog",
    title: "The region comes from the catalog",
    story: "The target names no region; config.json does.",
    given: (config) => withTarget(config, { region: null }),
  },
  {
    id: "healthy-registry-named",
    title: "The target names only the registry",
    story: "There is no catalog URL: discovery does not apply, and the target itself names the registry and region.",
    given: (config) => withTarget(config, { catalogUrl: null, registryUrl: { at: "registry" } }),
  },
  {
    id: "healthy-no-bucket",
    title: "No bucket is named",
    story: "Without a bucket there is nothing to list; the other layers pass.",
    given: (config) => withTarget(config, { bucket: null }),
  },
  {
    id: "healthy-trailing-slash",
    title: "The registry URL ends in a slash",
    story: "config.json writes the registry URL with a trailing slash.",
    given: (config) => withCatalog(config, { registryUrl: { at: "registry", path: "/" } }),
  },
  {
    id: "healthy-deep-controls",
    title: "More controls, all refused",
    story:
      "Deep controls also try tokens signed with every published secret, an unsigned token, an expired one and random text.",
    given: (config) => withOptions(config, { controls: "deep", lapsedToken: true }),
  },
  {
    id: "healthy-marked-xml",
    title: "AWS's answers begin with a byte order mark",
    story: "STS and S3 write a UTF-8 mark before their XML, as some stand-ins do. It changes nothing.",
    given: (config) => withS3(withSts(config, { marksXml: true }), { marksXml: true }),
  },
]);
