import { expect } from "vitest";
import { AppError, isAppError } from "@/lib/errors";
import { parseServerEnvironment } from "./parse-server-environment";
import type { ServerEnvironment } from "./server-environment";

/** Name and value of each variable; null where the value is not known. */
export function valuesOf(env: ServerEnvironment): Readonly<Record<string, string | null>> {
  return Object.fromEntries(env.variables.map(({ name, value }) => [name, value?.reveal() ?? null]));
}

/** The fault of a text that cannot be read. */
export function faultOf(text: string, service: string | null = null): AppError {
  try {
    parseServerEnvironment(text, service);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    if (isAppError(error)) return error;
  }
  throw new Error("the text was read");
}

/** Of `docker inspect`, cut to what is read, and some of what stands around it. */
export const inspectOutput = JSON.stringify([
  {
    Id: "3f4e".repeat(16),
    Name: "/quilt-mcp",
    Args: ["--deployment", "legacy"],
    Config: {
      Image: "ghcr.io/quiltdata/quilt-mcp-server:0.21.0",
      Env: [
        "QUILT_CATALOG_URL=https://c.example.org",
        "QUILT_REGISTRY_URL=https://r.example.org?a=b=c",
        "HOME=/tmp",
        "BARE",
      ],
      Labels: { "com.example.deploy-key": "Zk3labelSecret9qR7xw" },
    },
    HostConfig: { ReadonlyRootfs: true, Tmpfs: { "/tmp": "" }, Binds: ["/home/ada/.aws:/root/.aws:ro"] },
    Mounts: [{ Type: "volume", Destination: "/data", RW: true }],
  },
]);

export const taskDefinition = JSON.stringify({
  taskDefinition: {
    taskRoleArn: "arn:aws:iam::111122223333:role/mcp",
    containerDefinitions: [
      { name: "sidecar", image: "envoy:1", environment: [] },
      {
        name: "mcp",
        image: "quilt-mcp:0.20.1-arm64",
        readonlyRootFilesystem: false,
        environment: [{ name: "QUILT_DEPLOYMENT", value: "remote" }],
        secrets: [{ name: "QUILT_FALLBACK_JWT", valueFrom: "arn:aws:ssm:us-east-1:111122223333:parameter/jwt" }],
        mountPoints: [{ containerPath: "/cache", readOnly: true }],
      },
    ],
  },
});

export const composeText = `
x-common: &common
  QUILT_REGISTRY_URL: https://r.example.org
  FASTMCP_PORT: 0x1F90
services:
  proxy:
    image: nginx:1
  quilt-mcp:
    image: quiltdata/quilt-mcp:0.22.0
    read_only: true
    tmpfs: /tmp:size=1m
    entrypoint: ["quilt-mcp", "--deployment=local"]
    command: --deployment remote
    env_file: [base.env]
    volumes:
      - ~/.aws:/root/.aws:ro
      - { type: bind, source: /x, target: /y, read_only: true }
    environment:
      <<: *common
      QUILT_ALLOW_TEST_JWT: yes
      QUILT_CATALOG_URL: \${CATALOG}
      PRICE: a$$b
      FROM_SHELL:
      EMPTY: ""
`;
