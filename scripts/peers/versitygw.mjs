import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeBuckets, mayListData, mayRead, policy } from "./buckets.mjs";
import { issuerAddress, issuerUrl, startIssuer } from "./oidc-issuer.mjs";
import { binDir } from "./paths.mjs";
import { bareEnvironment, freePort, startServer } from "./processes.mjs";
import { element, mustCall, vended } from "./sign.mjs";

const region = "us-east-1";
const audience = "peers";

/**
 * Starts versitygw as IAM, STS and S3 with an OpenID issuer of our own, and a role that the issuer's tokens may assume.
 * Has to run inside a network namespace where {@link issuerAddress} is a local address.
 * @param {string} folder empty; short, for a Unix socket goes there
 * @returns {Promise<import("./run-cases.mjs").Partner>}
 */
export async function startVersitygw(folder) {
  const keys = { accessKeyId: "peersroot", secretAccessKey: randomBytes(24).toString("hex") };
  for (const name of ["home", "iam", "buckets"]) mkdirSync(join(folder, name));
  const env = bareEnvironment(join(folder, "home"), {
    ROOT_ACCESS_KEY: keys.accessKeyId,
    ROOT_SECRET_KEY: keys.secretAccessKey,
  });
  const issuer = await startIssuer(folder);
  const socket = join(folder, "s");
  const [iamPort, s3Port] = [await freePort(), await freePort()];
  /** @param {string} name @param {number} port @param {string[]} args */
  const start = (name, port, args) =>
    startServer({
      name,
      command: join(binDir, "versitygw"),
      args: ["--health", "/healthz", "-p", `127.0.0.1:${port}`, ...args],
      env,
      cwd: folder,
      logFile: join(folder, `${name}.log`),
    });
  const iam = start("iam", iamPort, ["iam", "--dir", join(folder, "iam"), "--private-ports", socket]);
  const stsEndpoint = `http://127.0.0.1:${iamPort}`;
  const s3Endpoint = `http://127.0.0.1:${s3Port}`;
  /** @type {ReturnType<typeof startServer>[]} */
  const servers = [iam];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await issuer.stop();
  };
  try {
    await iam.ready(`${stsEndpoint}/healthz`, 20_000);
    const s3 = start("s3", s3Port, ["--iam-standalone-endpoint", socket, "posix", join(folder, "buckets")]);
    servers.push(s3);
    await s3.ready(`${s3Endpoint}/healthz`, 20_000);
    const roleArn = await makeRole({ endpoint: stsEndpoint, keys, thumbprint: issuer.thumbprint });
    await makeBuckets({ endpoint: s3Endpoint, region, keys });
    const signToken = (wanted = {}) => issuer.signToken({ audience, subject: "ada", ...wanted });
    return {
      stsEndpoint,
      s3Endpoint,
      region,
      roleArn,
      accountId: "000000000000",
      secrets: [keys.secretAccessKey],
      signIdToken: signToken,
      jwksUrl: issuer.jwksUrl,
      issuer: issuerUrl,
      certFile: issuer.certFile,
      vend: async () => {
        const token = await signToken();
        return vended(
          await mustCall({
            endpoint: stsEndpoint,
            service: "sts",
            region,
            keys: null,
            parameters: {
              Action: "AssumeRoleWithWebIdentity",
              Version: "2011-06-15",
              RoleArn: roleArn,
              RoleSessionName: "ada",
              WebIdentityToken: token,
            },
          }),
        );
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {{ endpoint: string, keys: import("./sign.mjs").Keys, thumbprint: string }} at @returns {Promise<string>} the role's ARN */
async function makeRole({ endpoint, keys, thumbprint }) {
  /** @param {Record<string, string>} parameters */
  const iam = (parameters) =>
    mustCall({ endpoint, service: "iam", region, keys, parameters: { Version: "2010-05-08", ...parameters } });
  const provider = await iam({
    Action: "CreateOpenIDConnectProvider",
    Url: issuerUrl,
    "ClientIDList.member.1": audience,
    "ThumbprintList.member.1": thumbprint,
  });
  const providerArn = element(provider, "OpenIDConnectProviderArn");
  const role = await iam({
    Action: "CreateRole",
    RoleName: "Reader",
    AssumeRolePolicyDocument: policy({
      Effect: "Allow",
      Principal: { Federated: providerArn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${issuerAddress}:aud`]: audience } },
    }),
  });
  await iam({
    Action: "PutRolePolicy",
    RoleName: "Reader",
    PolicyName: "list-data",
    PolicyDocument: mayListData,
  });
  await iam({ Action: "PutRolePolicy", RoleName: "Reader", PolicyName: "read", PolicyDocument: mayRead });
  return element(role, "Arn");
}
