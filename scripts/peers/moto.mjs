import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeBuckets, mayListData, policy } from "./buckets.mjs";
import { venvBin } from "./paths.mjs";
import { bareEnvironment, freePort, startServer } from "./processes.mjs";
import { element, mustCall, vended } from "./sign.mjs";

const region = "us-east-1";
const accountId = "123456789012";
const roleArn = `arn:aws:iam::${accountId}:role/Reader`;
const userArn = `arn:aws:iam::${accountId}:user/broker`;
/** Any keys do until enforcement is on. */
const setUpKeys = { accessKeyId: "testing", secretAccessKey: "testing" };

/**
 * Starts moto with a user that may assume one role, and turns its enforcement of signatures and policies on.
 * @param {string} folder empty
 * @returns {Promise<import("./run-cases.mjs").Partner>}
 */
export async function startMoto(folder) {
  const port = await freePort();
  mkdirSync(join(folder, "home"));
  const server = startServer({
    name: "moto",
    command: join(venvBin, "moto_server"),
    args: ["-H", "127.0.0.1", "-p", String(port)],
    env: bareEnvironment(join(folder, "home"), { INITIAL_NO_AUTH_ACTION_COUNT: "1000000" }),
    cwd: folder,
    logFile: join(folder, "moto.log"),
  });
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await server.ready(`${endpoint}/moto-api/`, 60_000);
    const keys = await makeUserAndRole(endpoint);
    await makeBuckets({ endpoint, region, keys: setUpKeys });
    await enforce(endpoint);
    return {
      stsEndpoint: endpoint,
      s3Endpoint: endpoint,
      region,
      roleArn,
      accountId,
      secrets: [keys.secretAccessKey],
      baseKeys: keys,
      vend: async () =>
        vended(
          await mustCall({
            endpoint,
            service: "sts",
            region,
            keys,
            parameters: { Action: "AssumeRole", Version: "2011-06-15", RoleArn: roleArn, RoleSessionName: "ada" },
          }),
        ),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * With `*` as the policy's Resource, moto lets the user assume roles that do not exist; hence the role's exact ARN.
 * @param {string} endpoint
 * @returns {Promise<{ accessKeyId: string, secretAccessKey: string }>} the user's long-term keys
 */
async function makeUserAndRole(endpoint) {
  /** @param {Record<string, string>} parameters */
  const iam = (parameters) =>
    mustCall({
      endpoint,
      service: "iam",
      region,
      keys: setUpKeys,
      parameters: { Version: "2010-05-08", ...parameters },
    });
  await iam({ Action: "CreateUser", UserName: "broker" });
  const key = await iam({ Action: "CreateAccessKey", UserName: "broker" });
  await iam({
    Action: "PutUserPolicy",
    UserName: "broker",
    PolicyName: "assume-reader",
    PolicyDocument: policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn }),
  });
  await iam({
    Action: "CreateRole",
    RoleName: "Reader",
    AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { AWS: userArn }, Action: "sts:AssumeRole" }),
  });
  await iam({
    Action: "PutRolePolicy",
    RoleName: "Reader",
    PolicyName: "list-data",
    PolicyDocument: mayListData,
  });
  return { accessKeyId: element(key, "AccessKeyId"), secretAccessKey: element(key, "SecretAccessKey") };
}

/** @param {string} endpoint */
async function enforce(endpoint) {
  // A form's content type makes moto crash here.
  const answer = await fetch(`${endpoint}/moto-api/reset-auth`, {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: "0",
  });
  if (!answer.ok) throw new Error(`moto did not turn its enforcement on: ${answer.status}`);
}
