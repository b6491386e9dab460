import { type Command, Help, type Option } from "commander";

/** The groups of `check --help`, the usual first, each with its options in order. */
const groups: readonly (readonly [heading: string, flags: readonly string[]])[] = [
  ["Token (exactly one):", ["--token-env", "--token-file", "--token-stdin", "--no-token"]],
  [
    "Target (a file or a saved one, and single fields over it):",
    [
      ...["--target", "--target-file", "--subject", "--catalog-url", "--registry-url", "--mcp-url"],
      ...["--region", "--bucket", "--prefix", "--query"],
    ],
  ],
  ["Report:", ["--format", "--output", "--verbose"]],
  ["Run:", ["--only", "--strict", "--controls", "--timeout-ms", "--run-timeout-ms"]],
  [
    "What to expect:",
    [
      ...["--expect-role", "--expect-account", "--expect-issuer", "--expect-audience"],
      ...["--min-keys", "--min-hits", "--search-bucket", "--search-api"],
    ],
  ],
  ["Signature keys:", ["--secret-env", "--jwks-url", "--public-key-file", "--word-list-file"]],
  [
    "More to look at:",
    [
      ...["--server-env", "--log-file", "--permissions", "--iam"],
      ...["--reference-token-env", "--other-token-env", "--lapsed-token-env"],
    ],
  ],
  [
    "Exchange by STS:",
    [
      ...["--strategy", "--role-arn", "--base-env-prefix", "--base-profile"],
      ...["--external-id", "--duration-seconds", "--source-identity"],
    ],
  ],
  ["Network and endpoints:", ["--proxy", "--ca-file", "--sts-endpoint", "--s3-endpoint", "--force-path-style"]],
];

const order: readonly string[] = groups.flatMap(([, flags]) => flags);
const last = "Other:";

function headingOf(option: Option): string {
  return groups.find(([, flags]) => flags.includes(option.long ?? ""))?.[0] ?? last;
}

function placeOf(option: Option): number {
  const place = order.indexOf(option.long ?? "");
  return place === -1 ? order.length : place;
}

/** Shows a command's options in groups. An option that names a group of its own keeps it, after those known here. */
export function groupOptions(command: Command): Command {
  for (const option of command.options) option.helpGroupHeading ??= headingOf(option);
  return command.configureHelp({
    visibleOptions: (shown: Command) =>
      new Help().visibleOptions(shown).toSorted((one, other) => placeOf(one) - placeOf(other)),
    // Commander orders groups as the options were declared.
    groupItems: (_declared, visible, groupOf) => new Help().groupItems(visible, visible, groupOf),
  });
}
