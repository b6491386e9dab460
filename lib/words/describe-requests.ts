import type { RequestCounts } from "@/lib/diagnosis/run-model";
import { countOf } from "./count-words";

/** "18 requests, 7 of them with wrong credentials; none writes". */
export function requestWords({ total, wrongCredentials }: RequestCounts): string {
  const wrong = wrongCredentials === 0 ? "" : `, ${wrongCredentials} of them with wrong credentials`;
  return `${countOf(total, "request")}${wrong}; none writes`;
}

/** "2 AWS sessions minted". */
export function mintedWords({ awsSessionsMinted }: RequestCounts): string {
  return `${countOf(awsSessionsMinted, "AWS session")} minted`;
}

/** What a run did or will do to the servers, and what it leaves in their logs. */
export function describeRequests(requests: RequestCounts): string {
  const audit = requests.wrongCredentials > 0 ? " Audit logs show the wrong credentials as failed logins." : "";
  return `${requestWords(requests)}; ${mintedWords(requests)}.${audit}`;
}
