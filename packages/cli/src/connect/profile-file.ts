import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../usage-error.ts";

/** The settings and credentials of one profile: for each provider its fields. */
export type Profile = Readonly<Record<string, Readonly<Record<string, string>>>>;

const DEFAULT_PROFILE = "default";
const OTHERS = 0o077;
const ADVICE = 'a profile file looks like {"default": {"zendesk": {"subdomain": "company"}}}';

/**
 * Reads a profile. The file and the profile may be missing where nobody asked for one.
 *
 * @param name - The profile that was asked for.
 * @throws UsageError - The file can be read by others, or is no profile file, or the profile that was asked for is not there.
 */
export function readProfile(name: string | undefined, env: NodeJS.ProcessEnv): Profile {
  const wanted = name ?? (env["JOBSTATUS_PROFILE"] || undefined);
  const path = profilePath(env);
  const text = readPrivately(path);
  if (text === undefined) {
    if (wanted === undefined) return {};
    throw new UsageError(`the profile ${JSON.stringify(wanted)} needs the file ${path}, which is not there`);
  }
  let profiles: unknown;
  try {
    profiles = JSON.parse(text);
  } catch {
    // The parser's own message shows a part of the text, which may be a secret.
    throw new UsageError(`${path} is no JSON; ${ADVICE}`);
  }
  if (!isRecord(profiles)) throw new UsageError(`${path} holds no object; ${ADVICE}`);
  const profile = profiles[wanted ?? DEFAULT_PROFILE];
  if (profile === undefined) {
    if (wanted === undefined) return {};
    const known = Object.keys(profiles).join(", ");
    throw new UsageError(`${path} has no profile ${JSON.stringify(wanted)}; it has ${known || "none"}`);
  }
  return checkProfile(profile, `${path}, profile ${JSON.stringify(wanted ?? DEFAULT_PROFILE)}`);
}

function profilePath(env: NodeJS.ProcessEnv): string {
  return (
    env["JOBSTATUS_PROFILES"] ||
    join(env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "jobstatus", "profiles.json")
  );
}

/** The text of a file that nobody but its owner may read, or undefined where there is none. */
function readPrivately(path: string): string | undefined {
  try {
    // Windows has no such bits: there the folder's own rights protect the file.
    if (process.platform !== "win32" && (statSync(path).mode & OTHERS) !== 0) {
      throw new UsageError(`${path} can be read by others, and holds credentials; run: chmod 600 ${path}`);
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      if (error.code === "ENOENT") return undefined;
      throw new UsageError(`${path} cannot be read: ${error.message}`);
    }
    throw error;
  }
}

function checkProfile(profile: unknown, where: string): Profile {
  if (!isRecord(profile)) throw new UsageError(`${where} has to be an object of providers`);
  const checked: Record<string, Record<string, string>> = {};
  for (const [provider, fields] of Object.entries(profile)) {
    if (!isRecord(fields)) throw new UsageError(`${where}: ${provider} has to be an object of settings`);
    checked[provider] = {};
    for (const [field, value] of Object.entries(fields)) {
      if (typeof value !== "string") throw new UsageError(`${where}: ${provider}.${field} has to be text`);
      checked[provider][field] = value;
    }
  }
  return checked;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
