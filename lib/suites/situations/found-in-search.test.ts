import { foundInSearch } from "./found-in-search";
import { testSituations } from "./test-situations";

testSituations("found elsewhere: search", foundInSearch);
