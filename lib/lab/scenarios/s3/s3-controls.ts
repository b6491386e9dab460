import { plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong credentials, and of the same call again, at S3. */
export const s3Controls = matrixScenarios("s3", [
  {
    kind: "not-enforced",
    title: "S3 does not check signatures",
    story: "A request with a wrong secret and an unsigned one both list the bucket, as with some test doubles of S3.",
  },
  {
    kind: "control-unanswered",
    title: "S3 crashes on an unsigned request",
    story: "The real call lists the bucket; calls that must be refused get a 500. A crash is not a refusal.",
    action: plainAnswer(500, "internal error"),
  },
  {
    kind: "not-repeatable",
    title: "S3 lists the bucket only once",
    story: "After the controls the same call gets 503.",
  },
]);
