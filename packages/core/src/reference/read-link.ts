import type { ClientContext } from "../context/client-context.ts";
import { matchPath } from "../request/match-path.ts";

/** Says whether a text is a link and no id: it begins with `/`, or with a scheme and `//`. */
export function isLink(text: string): boolean {
  return /^(?:\/|[a-z][a-z\d+.-]*:\/\/)/i.test(text);
}

/**
 * The job's id in a link, or undefined if the link's path is not of this form. The link itself is never followed: the
 * job is polled by its ID, as if you had passed that.
 *
 * @param path - The form of the path; `{id}` is the job's id, other names stand for any one segment.
 * @throws JobStatusError - `invalid-request`: the link leads to another origin, holds a user, or names another account.
 */
export function idFromLink({ contract, server, error }: ClientContext, link: string, path: string): string | undefined {
  const base = new URL(server.baseUrl);
  if (!URL.canParse(link, base.href)) throw error("invalid-request", "the link is no URL");
  const url = new URL(link, base.href);
  if (url.username || url.password) throw error("invalid-request", "the link may not hold a user or a password");
  if (url.origin !== base.origin) {
    const problem = `the link leads to ${url.protocol}//${url.host}, and this client sends requests to ${base.origin} only; pass the id`;
    throw error("invalid-request", problem);
  }
  const prefix = base.pathname.replace(/\/$/, "");
  const inside = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  const { id, ...names } = matchPath(path, inside) ?? matchPath(path, url.pathname) ?? {};
  for (const [name, value] of Object.entries(names)) {
    const own = server.variables[name];
    // What every caller must name says whose job it is; what has a default, such as a version, may differ.
    if (contract.variables[name] === null && own !== undefined && own.toLowerCase() !== value.toLowerCase()) {
      const problem = `the link is for the ${name} ${JSON.stringify(value)}, and this client for ${JSON.stringify(own)}`;
      throw error("invalid-request", problem);
    }
  }
  return id;
}
