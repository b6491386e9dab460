import { expect, it } from "vitest";
import { findClassFaults } from "./test-class-rules";
import { readSourceFiles } from "./test-source-files";

const file = (path: string, text: string) => ({ path, text });

it("no class of another room is told by instanceof", () => {
  expect(findClassFaults(readSourceFiles())).toEqual([]);
});

it.each([
  [
    "lib/errors.ts",
    "const a = (error: unknown) => error instanceof AppError;",
    "lib/errors.ts:1 tells AppError by instanceof",
  ],
  [
    "app/api/x/route.ts",
    'import { Stop } from "@/lib/http/stop";\nif (error instanceof Stop) throw error;',
    "app/api/x/route.ts:2 tells Stop by instanceof",
  ],
])("would show %s with %s", (path, text, fault) => {
  expect(findClassFaults([file(path, text)])).toEqual([fault]);
});

it.each([
  ["lib/http/x.ts", 'import { Stop } from "./stop";\nif (error instanceof Stop) throw error;'],
  ["lib/cli/x.ts", 'import { CommanderError } from "commander";\nif (error instanceof CommanderError) throw error;'],
  ["lib/run/x.ts", "if (error instanceof Error) throw error;"],
  [
    "components/run/x.ts",
    'import { ApiError } from "@/components/data/a";\nif (error instanceof ApiError) throw error;',
  ],
])("lets %s have %s", (path, text) => {
  expect(findClassFaults([file(path, text)])).toEqual([]);
});
