import { awsSituations } from "./aws-situations";
import { testSituations } from "./test-situations";

testSituations("aws", awsSituations);
