import { testSituations } from "./test-situations";
import { wireSituations } from "./wire-situations";

testSituations("wire", wireSituations);
