import type { z } from "zod";
import { discovery } from "@/lib/layers/discovery/discovery";
import { exchange } from "@/lib/layers/exchange/exchange";
import { identityEvidence } from "@/lib/layers/identity/identity";
import { s3 } from "@/lib/layers/s3/s3";
import { graphqlEvidence, legacyEvidence } from "@/lib/layers/shared/search-query";
import { jsonMutations, xmlMutations } from "./body-mutations";
import { nameOfPath, requiredPaths } from "./evidence-paths";
import type { Subject } from "./evidence-subject";
import { toolSubjects } from "./tool-subjects";

function jsonSubject(
  subject: Omit<Subject, "mutate">,
  evidence: z.ZodType | null,
  wrap: "data" | null = null,
): Subject {
  return {
    ...subject,
    mutate: (text) => {
      if (evidence === null) throw new Error("a live layer declares its evidence");
      const body: unknown = JSON.parse(text);
      const held: unknown = wrap === null ? body : Reflect.get(Object(body), wrap);
      const inner = requiredPaths(evidence, held).map((path) => (wrap === null ? path : [wrap, ...path]));
      const paths = wrap === null ? inner : [[wrap], ...inner];
      return jsonMutations(body, paths);
    },
  };
}

/** Elements by the name of the schema's field that they fill, with texts that are wrong for them. */
function xmlSubject(
  subject: Omit<Subject, "mutate" | "fields">,
  evidence: z.ZodType | null,
  elements: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): Subject {
  return {
    ...subject,
    fields: Object.values(elements).flatMap((inner) => Object.keys(inner)),
    mutate: (text) => {
      const required = evidence === null ? [] : requiredPaths(evidence, {}).map(nameOfPath);
      const strangers = required.filter((name) => !Object.hasOwn(elements, name));
      if (strangers.length > 0) throw new Error(`no element is known for ${strangers.join(", ")}`);
      return Object.values(elements).flatMap((inner) =>
        Object.entries(inner).flatMap(([element, texts]) => xmlMutations(text, element, texts)),
      );
    },
  };
}

export const subjects: readonly Subject[] = [
  ...toolSubjects,
  jsonSubject(
    { layer: "discovery", scenario: "healthy", server: "catalog", path: "/config.json", fields: ["registryUrl"] },
    discovery.evidence,
  ),
  jsonSubject(
    {
      layer: "exchange",
      scenario: "healthy",
      server: "registry",
      path: "/api/auth/get_credentials",
      fields: ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"],
    },
    exchange.evidence,
  ),
  ...["healthy-assume-role", "healthy-web-identity"].map((scenario) =>
    xmlSubject({ layer: "exchange", scenario, server: "sts", path: "/", holds: "<Credentials>" }, exchange.evidence, {
      AccessKeyId: { AccessKeyId: ["  ", "ASIASHORT", "ASIA WITH A SPACE 000"] },
      SecretAccessKey: { SecretAccessKey: ["  ", "short", "with a space in the middle"] },
      SessionToken: { SessionToken: ["  ", "short"] },
      Expiration: { Expiration: ["  ", "soon", "12", "2020-01-01T00:00:00Z"] },
    }),
  ),
  xmlSubject({ layer: "identity", scenario: "healthy", server: "sts", path: "/" }, identityEvidence, {
    account: { Account: ["  ", "null", "12345", "12345678901x", "-12345678901", "210987654321"] },
    arn: { Arn: ["  ", "null", "12345", "arn:aws:sts::", "LabReadRole"] },
    userId: { UserId: ["  ", "two words"] },
  }),
  xmlSubject({ layer: "s3", scenario: "healthy", server: "s3", path: "/" }, s3.evidence, {
    name: { Name: ["  ", "null", "12345", "another-bucket"] },
    keyCount: { KeyCount: ["  ", "null", "three", "-1", "0.5", "0", "1000"] },
    keys: { Contents: ["", "key"], Key: [] },
  }),
  jsonSubject(
    {
      layer: "search",
      scenario: "healthy",
      server: "registry",
      path: "/graphql",
      // What else is asked there is evidence beside it, and says nothing of the caller.
      holds: '"me":',
      fields: [
        "data",
        "data.me",
        "data.me.name",
        "data.me.role",
        "data.me.role.name",
        "data.objects",
        "data.objects.__typename",
        "data.objects.total",
        "data.objects.firstPage",
        "data.objects.firstPage.hits",
        "data.objects.firstPage.hits[0]",
        "data.objects.firstPage.hits[0].bucket",
        "data.objects.firstPage.hits[0].key",
        "data.packages",
        "data.packages.__typename",
        "data.packages.total",
      ],
    },
    graphqlEvidence,
    "data",
  ),
  jsonSubject(
    {
      layer: "search",
      scenario: "healthy-legacy-search",
      server: "registry",
      path: "/api/search",
      fields: ["hits", "hits.total", "hits.total.value", "hits.hits", "hits.hits[0]._index", "hits.hits[0]._id"],
    },
    legacyEvidence,
  ),
];
