import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeBuckets, mayListData } from "./buckets.mjs";
import { binDir } from "./paths.mjs";
import { bareEnvironment, freePort, startServer } from "./processes.mjs";
import { mustCall, vended } from "./sign.mjs";

const region = "us-east-1";

/**
 * Starts MinIO: S3 with session tokens and session policies. Its STS assumes roles but cannot name the caller.
 * @param {string} folder empty
 * @returns {Promise<import("./run-cases.mjs").Partner>}
 */
export async function startMinio(folder) {
  const keys = { accessKeyId: "peersroot", secretAccessKey: randomBytes(24).toString("hex") };
  const port = await freePort();
  for (const name of ["home", "data"]) mkdirSync(join(folder, name));
  const server = startServer({
    name: "minio",
    command: join(binDir, "minio"),
    args: ["server", "--address", `127.0.0.1:${port}`, join(folder, "data")],
    env: bareEnvironment(join(folder, "home"), {
      MINIO_ROOT_USER: keys.accessKeyId,
      MINIO_ROOT_PASSWORD: keys.secretAccessKey,
      MINIO_BROWSER: "off",
    }),
    cwd: folder,
    logFile: join(folder, "minio.log"),
  });
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await server.ready(`${endpoint}/minio/health/live`, 30_000);
    await makeBuckets({ endpoint, region, keys });
    return {
      stsEndpoint: endpoint,
      s3Endpoint: endpoint,
      region,
      roleArn: "arn:aws:iam::000000000000:role/Reader",
      accountId: null,
      secrets: [keys.secretAccessKey],
      vend: async () => vended(await assumeWithPolicy({ endpoint, keys })),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** @param {{ endpoint: string, keys: import("./sign.mjs").Keys }} at */
function assumeWithPolicy({ endpoint, keys }) {
  return mustCall({
    endpoint,
    service: "sts",
    region,
    keys,
    parameters: {
      Action: "AssumeRole",
      Version: "2011-06-15",
      DurationSeconds: "3600",
      Policy: mayListData,
    },
  });
}
