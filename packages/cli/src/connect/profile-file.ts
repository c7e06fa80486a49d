import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { unknownName } from "../arguments/nearest-name.ts";
import { OUTPUT_FORMATS } from "../arguments/options.ts";
import { UsageError } from "../usage-error.ts";

/** One profile. */
export interface Profile {
  /** Values of options that the command line leaves out. */
  readonly defaults: {
    readonly output?: string | undefined;
    readonly timeout?: string | undefined;
    readonly interval?: string | undefined;
  };
  /** The settings and credentials of each provider. */
  readonly providers: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const DEFAULT_PROFILE = "default";
const EMPTY: Profile = { defaults: {}, providers: {} };

/**
 * Reads a profile. If none is requested, it may be missing.
 *
 * @param name - The requested profile. Default: `JOBSTATUS_PROFILE`.
 * @param providers - The names that the profile may use.
 * @throws UsageError - The file is open to other users or invalid, or lacks the requested profile.
 */
export async function readProfile(
  name: string | undefined,
  env: NodeJS.ProcessEnv,
  providers: readonly string[],
): Promise<Profile> {
  const requested = name ?? (env["JOBSTATUS_PROFILE"] || undefined);
  const path = profilePath(env);
  if (!existsSync(path)) {
    if (requested === undefined) return EMPTY;
    throw new UsageError(`the profile ${JSON.stringify(requested)} needs the file ${path}, which is missing`);
  }
  const profiles = await readProfiles(path);
  const profile = profiles[requested ?? DEFAULT_PROFILE];
  if (profile === undefined) {
    if (requested === undefined) return EMPTY;
    throw new UsageError(`${path}: ${unknownName("profile", requested, Object.keys(profiles))}`);
  }
  const where = `${path}, profile ${JSON.stringify(requested ?? DEFAULT_PROFILE)}`;
  const { checkValue } = await import("../files/read-json-file.ts");
  const { defaults = {}, ...rest } = await checkValue(
    profile,
    (v) => {
      const text = v.optional(v.string());
      const output = v.optional(v.picklist(OUTPUT_FORMATS));
      return v.objectWithRest(
        { defaults: v.optional(v.strictObject({ output, timeout: text, interval: text })) },
        v.record(v.string(), v.string()),
      );
    },
    where,
  );
  const strange = Object.keys(rest).find((key) => !providers.includes(key));
  if (strange !== undefined) throw new UsageError(`${where}: ${unknownName("provider", strange, providers)}`);
  return { defaults, providers: rest };
}

/** The names of all profiles; none if there is no file. */
export async function profileNames(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const path = profilePath(env);
  return existsSync(path) ? Object.keys(await readProfiles(path)) : [];
}

async function readProfiles(path: string): Promise<Readonly<Record<string, unknown>>> {
  const { readJsonFile } = await import("../files/read-json-file.ts");
  const options = { name: "the profile file", privateFor: "holds credentials" };
  return readJsonFile(path, (v) => v.record(v.string(), v.unknown()), options);
}

function profilePath(env: NodeJS.ProcessEnv): string {
  return (
    env["JOBSTATUS_PROFILES"] ||
    join(env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "jobstatus", "profiles.json")
  );
}
