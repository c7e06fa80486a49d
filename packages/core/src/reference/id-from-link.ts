import type { ClientContext } from "../context/client-context.ts";
import { matchLink } from "./match-link.ts";

/**
 * The job's id in a link, or undefined if the link's path is not of this form. The link itself is never followed: the
 * job is polled by its ID, as if you had passed that.
 *
 * @param path - The form of the path; `{id}` is the job's id, other names stand for any one segment.
 * @throws JobStatusError - `invalid-request`: the link leads to another origin, holds a user, or names another account.
 */
export function idFromLink(context: ClientContext, link: string, path: string): string | undefined {
  const { server, error } = context;
  const base = new URL(server.baseUrl);
  if (!URL.canParse(link, base.href)) throw error("invalid-request", "the link is no URL");
  const url = new URL(link, base.href);
  if (url.username || url.password) throw error("invalid-request", "the link may not hold a user or a password");
  if (url.origin !== base.origin) {
    const problem = `the link leads to ${url.protocol}//${url.host}, and this client sends requests to ${base.origin} only; pass the id`;
    throw error("invalid-request", problem);
  }
  return matchLink(context, url, path)?.["id"];
}
