import type { ClientContext } from "../context/client-context.ts";
import { matchPath } from "../request/match-path.ts";

/**
 * What the names in a path stand for in a URL; undefined if the URL's path is not of this form. The host may be another, and the path
 * may begin like that of the client's base URL.
 *
 * @throws JobStatusError - `invalid-request`: the URL is for another account than this client.
 */
export function matchLink(
  { contract, server, error }: ClientContext,
  { pathname }: URL,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const prefix = new URL(server.baseUrl).pathname.replace(/\/$/, "");
  const inside = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  const names = matchPath(path, inside) ?? matchPath(path, pathname);
  for (const [name, value] of Object.entries(names ?? {})) {
    const own = server.variables[name];
    // What every caller must name says whose job it is; what has a default, such as a version, may differ.
    if (contract.variables[name] === null && own !== undefined && own.toLowerCase() !== value.toLowerCase()) {
      const problem = `the link is for the ${name} ${JSON.stringify(value)}, and this client for ${JSON.stringify(own)}`;
      throw error("invalid-request", problem);
    }
  }
  return names;
}
