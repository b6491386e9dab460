import { holdScenarios } from "./test-scenario-contract";

holdScenarios("registry");
