import { createRef } from "react";

/** The box for the MCP server's environment. Its text stands there only, until Run takes it. */
export const serverEnvBox = createRef<HTMLTextAreaElement>();

export function emptyServerEnv(): void {
  if (serverEnvBox.current !== null) serverEnvBox.current.value = "";
}
