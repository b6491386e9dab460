import { foundInAws } from "./found-in-aws";
import { testSituations } from "./test-situations";

testSituations("found elsewhere: aws", foundInAws);
