import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { TestCertificate } from "./certificates";

/** An AWS, a metadata service, a registry and a proxy that say yes to everybody; whatever reaches them is counted. */
export interface FakeCloud {
  readonly url: string;
  /** The same over TLS, with a certificate that only its own authority vouches for. */
  readonly tlsUrl: string;
  /** Requests so far, "METHOD path". */
  hits(): readonly string[];
  close(): Promise<void>;
}

const IN_AN_HOUR = () => new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");

/** As container and instance metadata services, and a registry, hand them out. */
function credentials(): Readonly<Record<string, string>> {
  return {
    Code: "Success",
    AccessKeyId: "ASIAFAKEFAKEFAKEFAKE",
    SecretAccessKey: "fake/secret+of/the+poisoned/environment0",
    Token: "fake-session-token-of-the-poisoned-environment",
    SessionToken: "fake-session-token-of-the-poisoned-environment",
    Expiration: IN_AN_HOUR(),
  };
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::999999999999:assumed-role/Fake/fake</Arn><UserId>AROAFAKE:fake</UserId><Account>999999999999</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>fake</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

function assumed(): string {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials();
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${AccessKeyId}</AccessKeyId><SecretAccessKey>${SecretAccessKey}</SecretAccessKey><SessionToken>${SessionToken}</SessionToken><Expiration>${Expiration}</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::999999999999:assumed-role/Fake/fake</Arn><AssumedRoleId>AROAFAKE:fake</AssumedRoleId></AssumedRoleUser></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
}

/** Starts it on free loopback ports. */
export async function startFakeCloud(certificate: TestCertificate): Promise<FakeCloud> {
  const hits: string[] = [];
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    hits.push(`${request.method} ${request.url}`);
    answer(request, response).catch(() => response.destroy());
  };
  const plain = createServer(onRequest);
  plain.on("connect", (request, socket) => {
    hits.push(`CONNECT ${request.url}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  const secure = createTlsServer({ key: certificate.keyPem, cert: certificate.certificatePem }, onRequest);
  const [port, tlsPort] = await Promise.all([listen(plain), listen(secure)]);
  return {
    url: `http://127.0.0.1:${port}`,
    tlsUrl: `https://127.0.0.1:${tlsPort}`,
    hits: () => [...hits],
    close: async () => {
      await Promise.all([close(plain), close(secure)]);
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const path = request.url ?? "/";
  const send = (type: string, text: string) => response.writeHead(200, { "content-type": type }).end(text);
  if (body.includes("AssumeRoleWithWebIdentity")) return void send("text/xml", assumed());
  if (body.includes("GetCallerIdentity")) return void send("text/xml", IDENTITY);
  if (path.startsWith("/latest/api/token")) {
    response.setHeader("x-aws-ec2-metadata-token-ttl-seconds", "21600");
    return void send("text/plain", "fake-metadata-token");
  }
  if (/\/security-credentials\/?$/.test(path)) return void send("text/plain", "fake-role");
  send("application/json", JSON.stringify(credentials()));
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the fake has no port"));
      else resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
