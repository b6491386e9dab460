import { furtherSiblings } from "./further-siblings";
import { testSituations } from "./test-situations";

testSituations("siblings: further", furtherSiblings);
