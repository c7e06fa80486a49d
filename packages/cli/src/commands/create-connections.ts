import type { Arguments } from "../arguments/parse-arguments.ts";
import { Connections } from "../connect/connections.ts";
import { parseHeaders } from "../connect/headers.ts";
import { loadOwnContract } from "../connect/own-contract.ts";
import { Providers } from "../connect/providers.ts";
import { Secrets } from "../connect/redact.ts";
import { createVerboseFetch } from "../connect/verbose-fetch.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Creates the connections of a run from its arguments, the environment and the profile.
 *
 * @param contract - The path of a contract if the arguments name none.
 * @throws UsageError - One of them is wrong.
 */
export async function createConnections(args: Arguments, { env, stderr }: Io, contract?: string): Promise<Connections> {
  const secrets = new Secrets();
  const path = args.text("contract") ?? contract;
  return new Connections({
    env,
    providers: new Providers(path === undefined ? undefined : await loadOwnContract(path)),
    profile: args.text("profile"),
    settings: readSettings(args),
    authCommand: args.text("auth-command"),
    headers: parseHeaders(args.texts("header")),
    secrets,
    fetch: args.has("verbose") ? createVerboseFetch(secrets, (line) => stderr.write(`${line}\n`)) : fetch,
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
