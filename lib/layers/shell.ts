/** One shell word, single-quoted where needed (POSIX sh). */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Asks for the token without echo, so that it is in no argument, file or history. */
export const READ_TOKEN = "read -rs TOKEN";

/** `printf` is a shell builtin: the token is in no process's arguments. */
export const AUTHORIZATION = `printf 'Authorization: Bearer %s' "$TOKEN"`;

/**
 * Runs an AWS CLI command with credentials from the registry, in a subshell that forgets them.
 * Nothing is printed but the command's own output; needs curl, jq and the AWS CLI.
 */
export function withExchangedCredentials(exchangeUrl: string, command: string): string {
  return [
    READ_TOKEN,
    "(",
    `  answer=$(${AUTHORIZATION} | curl -sS -H @- ${shellWord(exchangeUrl)})`,
    `  export AWS_ACCESS_KEY_ID=$(printf %s "$answer" | jq -r .AccessKeyId)`,
    `  export AWS_SECRET_ACCESS_KEY=$(printf %s "$answer" | jq -r .SecretAccessKey)`,
    `  export AWS_SESSION_TOKEN=$(printf %s "$answer" | jq -r .SessionToken)`,
    `  ${command}`,
    ")",
  ].join("\n");
}
