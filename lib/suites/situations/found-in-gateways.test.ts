import { foundInGateways } from "./found-in-gateways";
import { testSituations } from "./test-situations";

testSituations("found elsewhere: gateways", foundInGateways);
