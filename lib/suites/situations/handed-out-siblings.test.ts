import { handedOutSiblings } from "./handed-out-siblings";
import { testSituations } from "./test-situations";

testSituations("siblings: data beside an error", handedOutSiblings);
