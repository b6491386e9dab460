import { foundInTokens } from "./found-in-tokens";
import { testSituations } from "./test-situations";

testSituations("found elsewhere: tokens", foundInTokens);
