import type { AwsRefusal } from "@/lib/lab/servers/aws/aws-refusal";

const WHO = "User: arn:aws:sts::998877665544:assumed-role/LabReadRole/ada";
const SCP = "arn:aws:organizations::998877665544:policy/o-lab0example/service_control_policy/p-lab0example";
const ID = "Lab0Example-authorization-1f6a2c9b7e5d4c3b";

/** AWS's denial of an action, with the words that say which policy it was. */
export function denial(action: string, because: string): AwsRefusal {
  return { status: 403, code: "AccessDenied", message: `${WHO} is not authorized to perform: ${action} ${because}` };
}

/** How AWS names a policy, and where its details are found. */
export const byServiceControlPolicy =
  `with an explicit deny in a service control policy: ${SCP}. Go to https://us-east-1.console.aws.amazon.com/iam/home` +
  `#/authorization-details/${ID} for complete details, or call the GetRequestAuthorizationDetails API with the ` +
  `following authorization id: ${ID}`;

export function refused(code: string, message: string, status = 403): AwsRefusal {
  return { status, code, message };
}
