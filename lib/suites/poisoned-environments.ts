import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Variables of an environment that would answer, or redirect, in place of what the target and the token say. */
export interface Poison {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Which client, that takes its settings from the environment, falls for it and reaches the fake; null where none does. */
  readonly bait: "aws" | "tls" | null;
}

/** What the poisons point at. */
export interface PoisonSources {
  /** An empty folder to write into. */
  readonly folder: string;
  readonly fakeUrl: string;
  /** Certificate of the fake's own authority. */
  readonly certificatePem: string;
  /** A file that grows when a credential process runs. */
  readonly marker: string;
}

const KEYS = {
  AWS_ACCESS_KEY_ID: "ASIAFAKEFAKEFAKEFAKE",
  AWS_SECRET_ACCESS_KEY: "fake/secret+of/the+poisoned/environment0",
  AWS_SESSION_TOKEN: "fake-session-token-of-the-poisoned-environment",
};

async function home(folder: string, name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".aws"), { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(path, ".aws", file), text, { mode: 0o600 });
  return path;
}

/** Writes the files that some of them need, and gives them all. */
export async function makePoisons({
  folder,
  fakeUrl,
  certificatePem,
  marker,
}: PoisonSources): Promise<readonly Poison[]> {
  const profileHome = await home(folder, "profile-home", {
    config: `[profile poison]\nregion = eu-west-3\nendpoint_url = ${fakeUrl}\nmax_attempts = 9\nretry_mode = adaptive\ns3 =\n  addressing_style = virtual\n`,
    credentials: `[poison]\naws_access_key_id = ${KEYS.AWS_ACCESS_KEY_ID}\naws_secret_access_key = ${KEYS.AWS_SECRET_ACCESS_KEY}\naws_session_token = ${KEYS.AWS_SESSION_TOKEN}\n`,
  });
  const script = join(folder, "credential-process.sh");
  const vended = JSON.stringify({
    Version: 1,
    AccessKeyId: KEYS.AWS_ACCESS_KEY_ID,
    SecretAccessKey: KEYS.AWS_SECRET_ACCESS_KEY,
    SessionToken: KEYS.AWS_SESSION_TOKEN,
  });
  await writeFile(script, `#!/bin/sh\necho ran >> '${marker}'\ncat <<'END'\n${vended}\nEND\n`);
  await chmod(script, 0o700);
  const processHome = await home(folder, "process-home", {
    config: `[default]\nregion = eu-west-3\nendpoint_url = ${fakeUrl}\ncredential_process = ${script}\n`,
  });
  const tokenFile = join(folder, "web-identity-token");
  await writeFile(tokenFile, "fake.web-identity.token");
  const caFile = join(folder, "extra-ca.pem");
  await writeFile(caFile, certificatePem);
  const proxies = Object.fromEntries(
    ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "npm_config_proxy"].map(
      (name) => [name, fakeUrl],
    ),
  );
  const endpoint = { AWS_ENDPOINT_URL: fakeUrl };
  const poisons: readonly Poison[] = [
    { name: "keys in variables", env: { ...KEYS }, bait: null },
    { name: "keys and one endpoint for all services", env: { ...KEYS, ...endpoint }, bait: "aws" },
    {
      name: "keys and an endpoint for each service",
      env: { ...KEYS, AWS_ENDPOINT_URL_STS: fakeUrl, AWS_ENDPOINT_URL_S3: fakeUrl },
      bait: "aws",
    },
    {
      name: "a profile with keys, endpoint and retries",
      env: { HOME: profileHome, AWS_PROFILE: "poison" },
      bait: "aws",
    },
    { name: "a credential process", env: { HOME: processHome }, bait: "aws" },
    {
      name: "a container's metadata service",
      env: {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${fakeUrl}/v2/credentials/fake`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: "fake-authorization",
        ...endpoint,
      },
      bait: "aws",
    },
    {
      name: "an instance's metadata service",
      env: { AWS_EC2_METADATA_SERVICE_ENDPOINT: fakeUrl, ...endpoint },
      bait: "aws",
    },
    {
      name: "a web identity",
      env: {
        AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
        AWS_ROLE_ARN: "arn:aws:iam::999999999999:role/Fake",
        AWS_ENDPOINT_URL_STS: fakeUrl,
      },
      bait: "aws",
    },
    { name: "proxies", env: { ...proxies, NODE_USE_ENV_PROXY: "1" }, bait: null },
    { name: "one more certificate authority", env: { NODE_EXTRA_CA_CERTS: caFile }, bait: "tls" },
    { name: "another region", env: { AWS_REGION: "cn-north-1", AWS_DEFAULT_REGION: "cn-north-1" }, bait: null },
    {
      name: "other kinds of endpoint and signature",
      env: {
        AWS_USE_FIPS_ENDPOINT: "true",
        AWS_USE_DUALSTACK_ENDPOINT: "true",
        AWS_S3_USE_ARN_REGION: "true",
        AWS_SIGV4A_SIGNING_REGION_SET: "*",
        AWS_AUTH_SCHEME_PREFERENCE: "sigv4a",
        AWS_REQUEST_CHECKSUM_CALCULATION: "WHEN_SUPPORTED",
        AWS_RESPONSE_CHECKSUM_VALIDATION: "WHEN_SUPPORTED",
        AWS_SDK_UA_APP_ID: "poison",
        AWS_LAMBDA_FUNCTION_NAME: "poison",
        _X_AMZN_TRACE_ID: "Root=1-00000000-000000000000000000000000",
      },
      bait: null,
    },
    {
      name: "a repaired clock and many attempts",
      env: { AWS_DISABLE_CLOCK_SKEW_CORRECTION: "false", AWS_MAX_ATTEMPTS: "9", AWS_RETRY_MODE: "adaptive" },
      bait: null,
    },
  ];
  const all: Poison = {
    name: "all of them at once",
    env: Object.assign({}, ...poisons.map((poison) => poison.env), { HOME: profileHome }),
    // FIPS endpoints and endpoints of one's own exclude each other for an AWS client.
    bait: "tls",
  };
  return [...poisons, all];
}
