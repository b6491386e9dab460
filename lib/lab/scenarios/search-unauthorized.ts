import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchUnauthorized = defineScenario({
  id: "search-unauthorized",
  title: "Only search refuses the token",
  story:
    "The exchange takes the token and S3 lists the bucket, but GraphQL answers 401: two services behind one registry disagree.",
  group: "search",
  codes: ["search/unauthorized"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/unauthorized",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "graphql",
      on: "every",
      action: jsonAnswer(401, "Token could not be deserialized"),
      log: "auth.reject reason=bad_signature",
    }),
});
