import type { Fetch } from "@jobstatus/core";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { Connections } from "../connect/connections.ts";
import { parseHeaders } from "../connect/headers.ts";
import { Providers } from "../connect/providers.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/** The variables that name a proxy. */
const PROXIES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/**
 * Creates the connections of a run from its arguments, the environment and the profile.
 *
 * @param run - `contract`: the path of a contract if the arguments name none; `polls`: whether the run polls.
 * @throws UsageError - One of them is wrong.
 */
export async function createConnections(
  args: Arguments,
  io: Io,
  { contract, polls = false }: { readonly contract?: string | undefined; readonly polls?: boolean } = {},
): Promise<Connections> {
  const secrets = new Set<string>();
  const path = args.text("contract") ?? contract;
  const log = (line: string) => io.stderr.write(`${line}\n`);
  const fetch = await runFetch(io.env, polls);
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

/**
 * A run that polls gets a connection pool, which also goes through the proxies of the environment. For one request it isn't worth
 * loading.
 */
async function runFetch(env: NodeJS.ProcessEnv, polls: boolean): Promise<Fetch> {
  if (polls || PROXIES.some((name) => env[name])) return (await import("@jobstatus/node")).createNodeFetch();
  return (await import("@jobstatus/node/http")).httpFetch;
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
