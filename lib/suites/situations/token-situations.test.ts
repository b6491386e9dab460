import { testSituations } from "./test-situations";
import { tokenSituations } from "./token-situations";

testSituations("tokens", tokenSituations);
