/**
 * The SDK warns on stderr about Node versions it will drop one day; that is for this project's developers and not for
 * somebody reading a report. This is the only variable that this project sets for the SDK.
 */
function silenceSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
}

/** Loads the STS client when it is first needed (about 60 ms). */
export async function loadSts() {
  silenceSdk();
  return import("@aws-sdk/client-sts");
}

/** Loads the S3 client when it is first needed (about 100 ms). */
export async function loadS3() {
  silenceSdk();
  return import("@aws-sdk/client-s3");
}

/** Loads the IAM client when it is first needed: only for `--iam`. */
export async function loadIam() {
  silenceSdk();
  return import("@aws-sdk/client-iam");
}
