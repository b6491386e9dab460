import { refusalSituations } from "./refusal-situations";
import { testSituations } from "./test-situations";

testSituations("refusal", refusalSituations);
