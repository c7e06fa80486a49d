import type { Fetch } from "@jobstatus/core";

/** The variables that name a proxy. */
const PROXIES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/**
 * The function that sends a run's requests. A run that polls gets a connection pool, which also goes through the proxies of the
 * environment. For one request it isn't worth loading.
 *
 * @param polls - Whether the run sends more than a request or two.
 */
export async function runFetch(env: NodeJS.ProcessEnv, polls: boolean): Promise<Fetch> {
  if (!polls && !PROXIES.some((name) => env[name])) return (await import("@jobstatus/node/http")).httpFetch;
  const { createNodeFetch } = await import("@jobstatus/node");
  return createNodeFetch();
}
