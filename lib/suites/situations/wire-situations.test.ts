import { wireSituations } from "./wire-situations";
import { testSituations } from "./test-situations";

testSituations("wire", wireSituations);
