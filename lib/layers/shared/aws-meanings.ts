import type { FindingWords } from "@/lib/diagnosis/layer";
import { awsCodes } from "./aws-codes";
import type { AwsText } from "./aws-text-row";
import { awsTexts } from "./aws-texts";

/** What an AWS error amounts to. */
export interface AwsMeaning {
  /** Of the finding; null for a code that says nothing by itself. */
  readonly reason: string | null;
  /** What the text says beyond its code: rules that explain findings join on it. */
  readonly signal: string | null;
  /** In place of the finding's own, where the text is about somebody or something else. */
  readonly words: FindingWords;
}

/** What AWS says with a code, and with its text where the code stands for several things. */
export function awsMeaning(error: { readonly code: string; readonly message: string }): AwsMeaning {
  const code = plainAwsCode(error.code);
  const text = oneLine(error.message);
  const known = awsTexts.find((row) => row.codes.includes(code) && says(row, text));
  // The code is the server's word: "constructor" must not find what every object has.
  const byCode = Object.hasOwn(awsCodes, code) ? (awsCodes[code] ?? null) : null;
  return {
    reason: known?.reason ?? byCode,
    signal: known?.signal ?? null,
    words: known?.words ?? {},
  };
}

/** SDKs and JSON services put `Exception` behind some codes. */
export function plainAwsCode(code: string): string {
  return code.endsWith("Exception") ? code.slice(0, -"Exception".length) : code;
}

function says({ how, texts }: AwsText, message: string): boolean {
  return texts.some((text) => (how === "prefix" ? message.startsWith(text) : message.includes(text)));
}

/** AWS changes capitals, ends some texts with a blank, and breaks long ones. */
function oneLine(message: string): string {
  return message.trim().split(/\s+/).join(" ").toLowerCase();
}
