import { Secret } from "@/lib/secret";
import { optionList, pickOptions, plainOptions, type RunOptions, runOptions, type SecretOption } from "./run-options";

type SecretOptions = { readonly [Name in SecretOption]?: Secret | null | undefined };

/** The options of one run as every door hands them on: those that are secret by value are held as secrets. */
export type GivenOptions = Omit<RunOptions, SecretOption> & SecretOptions;

/** What is kept with a token's handle. */
export type KeptOptions = SecretOptions;

function isSecret(name: keyof typeof runOptions): name is SecretOption {
  return runOptions[name].secret;
}

/** The options that are secret by value. */
export const secretOptions: readonly SecretOption[] = optionList.map(({ name }) => name).filter(isSecret);

/** Takes plain values, as they came in a body or from a scenario, and holds the secret ones as secrets. */
export function holdSecrets(options: RunOptions): GivenOptions {
  const held: Partial<Record<SecretOption, Secret>> = {};
  for (const name of secretOptions) {
    const text = options[name];
    if (text !== undefined) held[name] = new Secret(text);
  }
  return { ...plainOptions(options), ...held };
}

/** Those that are kept with a token's handle: secrets that may come over HTTP. */
export function keptOptions(options: GivenOptions): KeptOptions {
  return pickOptions(options, (row) => row.secret && row.http);
}
