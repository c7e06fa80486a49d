import type { Fetch } from "@jobstatus/core";

/** The variables that name a proxy. */
const PROXIES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
/** With more requests, a connection pool repays the time that it takes to load: each request takes less CPU time. */
const REQUESTS_BEFORE_POOL = 500;

/** Creates the function that sends a run's requests. Only the pool goes through the proxies of the environment. */
export async function createRunFetch(env: NodeJS.ProcessEnv): Promise<Fetch> {
  const { httpFetch } = await import("@jobstatus/node/http");
  let left = PROXIES.some((name) => env[name]) ? 0 : REQUESTS_BEFORE_POOL;
  let pool: Promise<Fetch> | undefined;
  return async (input, init) => {
    left -= 1;
    if (left >= 0) return httpFetch(input, init);
    pool ??= import("@jobstatus/node").then(({ createNodeFetch }) => createNodeFetch());
    return (await pool)(input, init);
  };
}
