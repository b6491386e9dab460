import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3UnexpectedStatus = defineScenario({
  id: "s3-unexpected-status",
  title: "S3 answers with a status of no meaning",
  story: "The endpoint answers 418, which no known outcome has.",
  group: "s3",
  codes: ["s3/unexpected-status"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/unexpected-status",
  fault: (config) => withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.teapot }),
});
