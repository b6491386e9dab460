/** What a profile of the shared AWS files holds. */
export type StaticProfile =
  | { readonly result: "found"; readonly keys: StaticKeys }
  | { readonly result: "absent" }
  /** `settings` are the names that the profile has instead; never values. */
  | { readonly result: "not-static"; readonly settings: readonly string[] };

interface StaticKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty for long-term keys. */
  readonly sessionToken: string;
}

/** Absolute paths: nothing in the environment chooses other files. */
interface SharedFiles {
  readonly credentialsFile: string;
  readonly configFile: string;
}

type Section = Readonly<Record<string, string | undefined>>;

/**
 * The static keys of one profile in the shared AWS files (AWS SDKs reference guide, "shared config and credentials
 * files"): those of the credentials file, else of the config file, never mixed. A file that is absent or unreadable
 * has no profiles. Roles, SSO, processes and other profiles are never followed.
 */
export async function readStaticProfile(profile: string, files: SharedFiles): Promise<StaticProfile> {
  const { loadSharedConfigFiles } = await import("@smithy/core/config");
  const { credentialsFile, configFile } = await loadSharedConfigFiles({
    filepath: files.credentialsFile,
    configFilepath: files.configFile,
    ignoreCache: true,
  });
  const sections = [credentialsFile, configFile].flatMap((file): Section[] => {
    const section = Object.hasOwn(file, profile) ? file[profile] : undefined;
    return section === undefined ? [] : [section];
  });
  if (sections.length === 0) return { result: "absent" };
  for (const section of sections) {
    const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = section;
    if (accessKeyId !== undefined && secretAccessKey !== undefined) {
      const sessionToken = section.aws_session_token ?? "";
      return { result: "found", keys: { accessKeyId, secretAccessKey, sessionToken } };
    }
  }
  return { result: "not-static", settings: [...new Set(sections.flatMap((section) => Object.keys(section)))] };
}
