import { createHash, createHmac } from "node:crypto";

/** @typedef {{ accessKeyId: string, secretAccessKey: string, sessionToken?: string | undefined }} Keys */

/** @param {string | Buffer} key @param {string} text */
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
/** @param {string} text */
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/**
 * Sends one signed call of the AWS Query protocol, for setting up roles and policies.
 * Written out here so that the set-up shares no line with the program under test.
 * Source: AWS IAM User Guide, "Create a signed AWS API request".
 * @param {{ endpoint: string, service: string, region: string, keys: Keys | null, parameters: Record<string, string> }} call
 * @returns {Promise<{ status: number, body: string }>}
 */
async function queryCall({ endpoint, service, region, keys, parameters }) {
  const url = new URL(endpoint);
  const body = new URLSearchParams(parameters).toString();
  const stamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  /** @type {Record<string, string>} */
  const headers = {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    host: url.host,
    "x-amz-date": stamp,
    ...(keys?.sessionToken === undefined ? {} : { "x-amz-security-token": keys.sessionToken }),
  };
  if (keys !== null) headers.authorization = authorization({ headers, body, stamp, service, region, keys });
  const { host, ...sent } = headers;
  const answer = await fetch(`${url.origin}/`, {
    method: "POST",
    headers: sent,
    body,
    signal: AbortSignal.timeout(15_000),
  });
  return { status: answer.status, body: await answer.text() };
}

/**
 * @param {{ headers: Record<string, string>, body: string, stamp: string, service: string, region: string, keys: Keys }} request
 * @returns {string}
 */
function authorization({ headers, body, stamp, service, region, keys }) {
  const names = Object.keys(headers).sort();
  const canonical = [
    "POST",
    "/",
    "",
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    sha256(body),
  ].join("\n");
  const day = stamp.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, "aws4_request"].reduce(
    (/** @type {string | Buffer} */ parent, part) => hmac(parent, part),
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = hmac(key, ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical)].join("\n")).toString("hex");
  return `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

/**
 * The same, for a call that has to work.
 * @param {Parameters<typeof queryCall>[0]} call
 * @returns {Promise<string>} the answer's XML
 */
export async function mustCall(call) {
  const { status, body } = await queryCall(call);
  if (status !== 200) throw new Error(`${call.parameters.Action} was answered ${status}: ${body.slice(0, 400)}`);
  return body;
}

/**
 * The text of the first XML element of that name.
 * @param {string} xml
 * @param {string} name
 * @returns {string}
 */
export function element(xml, name) {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (text === undefined) throw new Error(`the answer has no <${name}>`);
  return text.replaceAll("&amp;", "&").replaceAll("&#x2B;", "+").replaceAll("&#43;", "+").replaceAll("&quot;", '"');
}

/**
 * An STS answer as a Quilt registry vends it.
 * @param {string} xml
 * @returns {{ AccessKeyId: string, SecretAccessKey: string, SessionToken: string, Expiration: string }}
 */
export function vended(xml) {
  return {
    AccessKeyId: element(xml, "AccessKeyId"),
    SecretAccessKey: element(xml, "SecretAccessKey"),
    SessionToken: element(xml, "SessionToken"),
    Expiration: element(xml, "Expiration"),
  };
}
