import type { Arguments } from "../arguments/parse-arguments.ts";
import { Connections } from "../connect/connections.ts";
import { parseHeaders } from "../connect/headers.ts";
import { readProfile } from "../connect/profile-file.ts";
import { Secrets } from "../connect/redact.ts";
import { createVerboseFetch } from "../connect/verbose-fetch.ts";
import type { Io } from "../io.ts";
import type { RequestCounts } from "../jobs/request-counts.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Makes the connections of a run from its arguments, the environment and the profile.
 *
 * @param requests - Counts the requests.
 * @param profile - The profile to use where the arguments name none.
 * @throws UsageError - One of them is wrong.
 */
export function createConnections(
  args: Arguments,
  { env, stderr }: Io,
  requests: RequestCounts,
  profile?: string,
): Connections {
  const secrets = new Secrets();
  return new Connections({
    env,
    profile: readProfile(args.text("profile") ?? profile, env),
    settings: readSettings(args),
    authCommand: args.text("auth-command"),
    headers: parseHeaders(args.texts("header")),
    secrets,
    fetch: args.has("verbose") ? createVerboseFetch(secrets, (line) => stderr.write(`${line}\n`)) : undefined,
    onEvent: (event) => requests.note(event),
  });
}

function readSettings(args: Arguments): Record<string, string> {
  const baseUrl = args.text("base-url");
  if (baseUrl !== undefined && !args.has("provider")) throw new UsageError("--base-url needs --provider NAME");
  const pairs = args.texts("set").map((text) => {
    const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError("--set has to look like NAME=VALUE, as subdomain=company");
    return [name, value] as const;
  });
  return { ...Object.fromEntries(pairs), ...(baseUrl !== undefined && { baseUrl }) };
}
