import { awsOrigins, iamOrigin } from "@/lib/clients/aws/aws-origins";
import type { AllowedOrigin } from "@/lib/http/door-types";
import type { ResolvedTarget } from "@/lib/wire/resolved-target";

function named(url: string | undefined): AllowedOrigin[] {
  return url === undefined ? [] : [{ origin: new URL(url).origin, trust: "named" }];
}

/** The origins that the target itself names, and the AWS endpoints its region and bucket imply (DESIGN §4); IAM if asked for. */
export function allowedOrigins(target: ResolvedTarget, iam = false): readonly AllowedOrigin[] {
  return [
    ...named(target.catalogUrl),
    ...named(target.registryUrl),
    ...named(target.jwksUrl),
    ...named(target.mcpUrl),
    ...awsAllowed(target, target.region, iam),
  ];
}

/** AWS endpoints: named ones as the operator's word, implied ones as public hosts; none while the region is unknown. */
export function awsAllowed(target: ResolvedTarget, region: string | undefined, iam = false): readonly AllowedOrigin[] {
  const { stsEndpoint, s3Endpoint, forcePathStyle } = target.aws;
  if (region === undefined) return [...named(stsEndpoint), ...named(s3Endpoint)];
  const implied = awsOrigins({
    region,
    ...(target.s3.bucket === undefined ? {} : { bucket: target.s3.bucket }),
    ...(stsEndpoint === undefined ? {} : { stsEndpoint }),
    ...(s3Endpoint === undefined ? {} : { s3Endpoint }),
    ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
  });
  return [
    { origin: implied.sts, trust: stsEndpoint === undefined ? "derived" : "named" },
    ...(iam && stsEndpoint === undefined
      ? [{ origin: iamOrigin(region, undefined), trust: "derived" } satisfies AllowedOrigin]
      : []),
    ...implied.s3.map((origin): AllowedOrigin => ({ origin, trust: s3Endpoint === undefined ? "derived" : "named" })),
  ];
}
