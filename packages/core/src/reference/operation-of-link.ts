import type { ClientContext } from "../context/client-context.ts";
import { DEFAULT_OPERATION } from "../context/operation-context.ts";
import { matchPath } from "../request/match-path.ts";

/**
 * The name of the operation to which a link's path leads; undefined if it leads to none. Only the path is looked at: the link
 * may name another host, and is not followed.
 */
export function operationOfLink({ contract, server }: ClientContext, link: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link, server.baseUrl)) return undefined;
  const { pathname } = new URL(link, server.baseUrl);
  const shape = contract.references?.find(
    ({ from, path, noJob }) => from === "url" && !noJob && path !== undefined && matchPath(path, pathname),
  );
  return shape && (shape.operation ?? DEFAULT_OPERATION);
}
