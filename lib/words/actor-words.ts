import type { Actor } from "@/lib/diagnosis/model";

/** Who has to act, as a reader would say it. */
export const actorWords: Readonly<Record<Actor, string>> = {
  "token-holder": "token holder",
  "registry-admin": "registry admin",
  "aws-admin": "AWS admin",
  deployer: "deployer",
  operator: "operator",
  bonafide: "Bonafide",
  unclear: "not clear who",
};
