import type { HopResult } from "./hop-client";

/** The region of the server's environment; boto3 reads AWS_DEFAULT_REGION only. */
export const REGION = "us-east-1";

/** What botocore says of an answer that is no success; null of a success. */
export function awsProblem(result: HopResult, operation: string): string | null {
  if (result.kind === "timeout") return `Read timeout on endpoint URL: "${result.text}"`;
  if (result.kind === "failed") return `Could not connect to the endpoint URL: ${result.text}`;
  if (result.status < 300) return null;
  const code = element(result.body, "Code") || String(result.status);
  const message = decodeXml(element(result.body, "Message")) || "Unknown";
  return `An error occurred (${code}) when calling the ${operation} operation: ${message}`;
}

/** Text of the first element of this name. */
export function element(text: string, name: string): string {
  return new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(text)?.[1] ?? "";
}

function decodeXml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
