import type { AwsCallInput } from "./aws-call";
import type { AwsCredentials } from "./aws-credentials";
import type { DoorRequestHandler } from "./door-request-handler";

/**
 * Settings of one throw-away SDK client. Every value that the SDK would otherwise read from the environment, from
 * `~/.aws` or from a metadata service is pinned here (its `runtimeConfig.js` and `resolve*Config`), so that nothing
 * ambient changes who asks, whom, how often, or with which clock.
 */
export function clientSettings(
  call: Pick<AwsCallInput, "credentials" | "region">,
  endpoint: string,
  handler: DoorRequestHandler,
) {
  return {
    region: call.region,
    endpoint,
    credentials: freshCopy(call.credentials),
    requestHandler: handler,
    // One request, one attempt, with the machine's own clock: a repaired skew would hide the fault.
    maxAttempts: 1,
    retryMode: "standard" as const,
    disableClockSkewCorrection: true,
    defaultsMode: "standard" as const,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    sigv4aSigningRegionSet: [call.region],
    authSchemePreference: ["sigv4"],
    userAgentAppId: "",
  };
}

/** Of S3 clients only. Checksums stay off where S3 does not demand them: they add headers and nothing to a list. */
export function s3Settings(forcePathStyle: boolean) {
  return {
    forcePathStyle,
    followRegionRedirects: false,
    disableS3ExpressSessionAuth: true,
    disableMultiregionAccessPoints: true,
    useArnRegion: false,
    useAccelerateEndpoint: false,
    useGlobalEndpoint: false,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  } as const;
}

/** The SDK writes into the object it is given, and calls a provider function again and again. */
function freshCopy({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === "" ? {} : { sessionToken }) };
}

interface Stack {
  remove(name: string): boolean;
}

/** Takes out what would add ambient headers: the signed `x-amz-user-agent`, and Lambda's trace id. */
export function removeAmbientMiddleware(stack: Stack): void {
  stack.remove("getUserAgentMiddleware");
  stack.remove("recursionDetectionMiddleware");
}
