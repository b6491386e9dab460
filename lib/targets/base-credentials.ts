import { homedir } from "node:os";
import { join } from "node:path";
import { credentialProblems } from "@/lib/clients/aws/credentials-shape";
import { readStaticProfile } from "@/lib/clients/aws/read-static-profile";
import { AppError } from "@/lib/errors";
import { Secret } from "@/lib/secret";
import type { Variables } from "@/lib/settings/read-env";
import type { BaseCredentials } from "@/lib/wire/resolved-target";
import type { TargetFile } from "@/lib/wire/target-schema";

type Exchange = NonNullable<TargetFile["exchange"]>;

interface Found {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly from: BaseCredentials["from"];
}

/**
 * The base credentials that a target names, and no others: with baseEnvPrefix `BASE_` the variables
 * BASE_AWS_ACCESS_KEY_ID, BASE_AWS_SECRET_ACCESS_KEY and, for a session, BASE_AWS_SESSION_TOKEN; with baseProfile the
 * static keys of that one profile in ~/.aws/credentials or ~/.aws/config. Nothing chains, refreshes or falls back.
 * @throws AppError BAD_TARGET or MISSING_VARIABLE; no message holds a value that was read
 */
export async function resolveBaseCredentials(exchange: Exchange, env: Variables): Promise<BaseCredentials | undefined> {
  const { baseEnvPrefix, baseProfile } = exchange;
  if (baseEnvPrefix !== undefined && baseProfile !== undefined) {
    throw new AppError(
      "BAD_TARGET",
      "exchange.baseEnvPrefix and exchange.baseProfile are both given: a role is assumed with one set of credentials.",
      "Keep one of them.",
    );
  }
  if (baseEnvPrefix !== undefined) return checked(fromVariables(baseEnvPrefix, env), "exchange.baseEnvPrefix");
  if (baseProfile !== undefined) return checked(await fromProfile(baseProfile, env), "exchange.baseProfile");
  return undefined;
}

function fromVariables(prefix: string, env: Variables): Found {
  const required = (name: string): string => {
    const value = env[name];
    if (value !== undefined && value !== "") return value;
    throw new AppError(
      "MISSING_VARIABLE",
      `exchange.baseEnvPrefix ${prefix} asks for the environment variable ${name}, which is ${value === undefined ? "not set" : "empty"}.`,
      `Export ${prefix}AWS_ACCESS_KEY_ID and ${prefix}AWS_SECRET_ACCESS_KEY, and ${prefix}AWS_SESSION_TOKEN for a session.`,
    );
  };
  return {
    accessKeyId: required(`${prefix}AWS_ACCESS_KEY_ID`),
    secretAccessKey: required(`${prefix}AWS_SECRET_ACCESS_KEY`),
    sessionToken: env[`${prefix}AWS_SESSION_TOKEN`] ?? "",
    from: { prefix },
  };
}

async function fromProfile(profile: string, env: Variables): Promise<Found> {
  const folder = join(env.HOME ?? homedir(), ".aws");
  const found = await readStaticProfile(profile, {
    credentialsFile: join(folder, "credentials"),
    configFile: join(folder, "config"),
  });
  if (found.result === "absent") {
    throw new AppError(
      "BAD_TARGET",
      `exchange.baseProfile ${profile}: there is no such profile in ${folder}.`,
      "Give the name of a profile in ~/.aws/credentials or ~/.aws/config.",
    );
  }
  if (found.result === "not-static") {
    throw new AppError(
      "BAD_TARGET",
      `exchange.baseProfile ${profile} holds no static keys (it has ${found.settings.join(", ") || "nothing"}).`,
      "Only aws_access_key_id and aws_secret_access_key of that profile are used; export other credentials as variables and name them with exchange.baseEnvPrefix.",
    );
  }
  return { ...found.keys, from: { profile } };
}

const problemWords = {
  "empty-field": "a value is empty",
  whitespace: "a value holds a space or line break",
  unprintable: "a value holds a character that no header can carry",
  "not-an-access-key": "the access key id is the id of something else",
  "session-token-missing": "a session key (ASIA…) is given without its session token",
  "session-token-beside-long-term-key": "a session token is given with a long-term key (AKIA…), which has none",
} as const;

function checked(found: Found, key: string): BaseCredentials {
  const [problem] = credentialProblems(found);
  if (problem !== undefined) {
    const place =
      "prefix" in found.from ? `the variables ${found.from.prefix}AWS_…` : `the profile ${found.from.profile}`;
    throw new AppError(
      "BAD_TARGET",
      `${key}: no usable AWS credentials in ${place}: ${problemWords[problem]}.`,
      "Copy the credentials again, all from the same set.",
    );
  }
  return {
    accessKeyId: found.accessKeyId,
    secretAccessKey: new Secret(found.secretAccessKey),
    sessionToken: found.sessionToken === "" ? null : new Secret(found.sessionToken),
    from: found.from,
  };
}
