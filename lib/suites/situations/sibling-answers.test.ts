import { siblingAnswers } from "./sibling-answers";
import { testSituations } from "./test-situations";

testSituations("siblings: answers", siblingAnswers);
