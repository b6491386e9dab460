import type { RequestCounts } from "@/lib/diagnosis/model";

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What a run did or will do to the servers, and what it leaves in their logs. */
export function describeRequests(requests: RequestCounts): string {
  const wrong = `${requests.wrongCredentials} with a wrong credential`;
  const minted = count(requests.awsSessionsMinted, "AWS session", "AWS sessions");
  const audit = requests.wrongCredentials > 0 ? " Audit logs show the wrong credentials as failed logins." : "";
  return `${count(requests.total, "request", "requests")} (${wrong}), ${minted} minted.${audit}`;
}
