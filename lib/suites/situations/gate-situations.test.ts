import { gateSituations } from "./gate-situations";
import { testSituations } from "./test-situations";

testSituations("gate", gateSituations);
