import { withSts } from "@/lib/lab/stack/config-changes";
import { byServiceControlPolicy, denial, refused } from "../aws-words";
import { defineScenarios } from "../scenario";

/** What STS's own words say: nothing is wrong with key, secret and token. */
export const identityDenials = defineScenarios("identity", [
  {
    id: "identity-wrong-region",
    title: "The STS endpoint is another region's",
    story:
      "The request is signed for the stack's region, and the endpoint belongs to another. STS calls it a signature that does not match; the secret is right.",
    codes: ["identity/wrong-region", "mcp/tool-failed"],
    verdict: "fail",
    code: "identity/wrong-region",
    fault: (config) => withSts(config, { region: "eu-west-1" }),
  },
  {
    id: "identity-wrong-service",
    title: "The STS endpoint is another service's",
    story: "What answers wants signatures for API Gateway: the endpoint in the target is not that of STS.",
    codes: ["identity/wrong-region", "mcp/tool-failed"],
    verdict: "fail",
    code: "identity/wrong-region",
    fault: (config) =>
      withSts(config, {
        refuses: refused("SignatureDoesNotMatch", "Credential should be scoped to correct service: 'execute-api'. "),
      }),
  },
  {
    id: "identity-vpc-endpoint-policy",
    title: "A VPC endpoint lets nobody ask who they are",
    story: "The request goes through a VPC endpoint for STS whose policy does not allow GetCallerIdentity.",
    codes: ["identity/access-denied", "mcp/tool-failed"],
    verdict: "fail",
    code: "identity/access-denied",
    fault: (config) =>
      withSts(config, {
        refuses: denial(
          "sts:GetCallerIdentity",
          "because no VPC endpoint policy allows the sts:GetCallerIdentity action",
        ),
      }),
  },
  {
    id: "identity-service-control-policy",
    title: "The organisation denies every call of STS",
    story:
      "A service control policy denies GetCallerIdentity. AWS names the policy, and an id under which to look it up.",
    codes: ["identity/access-denied", "mcp/tool-failed"],
    verdict: "fail",
    code: "identity/access-denied",
    fault: (config) => withSts(config, { refuses: denial("sts:GetCallerIdentity", byServiceControlPolicy) }),
  },
  {
    id: "identity-api-gateway",
    title: "An API gateway answers instead of STS",
    story: "403 with JSON, and the code in a header: an API gateway knows no such path, and saw no signature.",
    codes: ["identity/unexpected-status", "mcp/tool-failed"],
    verdict: "fail",
    code: "identity/unexpected-status",
    fault: (config) =>
      withSts(config, {
        refuses: { ...refused("MissingAuthenticationToken", "Missing Authentication Token"), asGateway: true },
      }),
  },
]);
