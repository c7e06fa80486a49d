import type { Arguments } from "../arguments/parse-arguments.ts";
import { Connections } from "../connect/connections.ts";
import { parseHeaders } from "../connect/headers.ts";
import { Providers } from "../connect/providers.ts";
import { createRunFetch } from "../connect/run-fetch.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Creates the connections of a run from its arguments, the environment and the profile.
 *
 * @param path - The path of a contract. Default: that of `--contract`.
 * @throws UsageError - One of them is wrong.
 */
export async function createConnections(
  args: Arguments,
  io: Io,
  path: string | undefined = args.text("contract"),
): Promise<Connections> {
  const secrets = new Set<string>();
  const log = (line: string) => io.stderr.write(`${line}\n`);
  const fetch = await createRunFetch(io.env);
  return new Connections({
    env: io.env,
    providers: new Providers(
      path === undefined ? undefined : await (await import("../connect/own-contract.ts")).loadOwnContract(path),
    ),
    profile: args.text("profile"),
    settings: readSettings(args),
    authCommand: args.text("auth-command"),
    headers: parseHeaders(args.texts("header")),
    secrets,
    fetch: args.has("verbose")
      ? (await import("../connect/verbose-fetch.ts")).createVerboseFetch(fetch, secrets, log)
      : fetch,
  });
}

function readSettings(args: Arguments): Record<string, string> {
  const baseUrl = args.text("base-url");
  if (baseUrl !== undefined && !args.has("provider")) throw new UsageError("--base-url needs --provider NAME");
  const pairs = args.texts("set").map((text) => {
    const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError("--set must have the form NAME=VALUE, such as subdomain=company");
    }
    return [name, value] as const;
  });
  return { ...Object.fromEntries(pairs), ...(baseUrl !== undefined && { baseUrl }) };
}
