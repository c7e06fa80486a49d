import type { ClientContext } from "../context/client-context.ts";
import { DEFAULT_OPERATION } from "../context/operation-context.ts";
import { matchLink } from "./match-link.ts";

/**
 * The name of the operation to which a link's path leads; undefined if it leads to none. Only the path counts: the link may name
 * another host, and is not followed.
 *
 * @throws JobStatusError - `invalid-request`: the link is for another account.
 */
export function operationOfLink(context: ClientContext, link: string): string | undefined {
  const { contract, server } = context;
  if (!URL.canParse(link, server.baseUrl)) return undefined;
  const url = new URL(link, server.baseUrl);
  const shape = contract.references?.find(
    ({ from, path, noJob }) => from === "url" && !noJob && path !== undefined && matchLink(context, url, path),
  );
  return shape && (shape.operation ?? DEFAULT_OPERATION);
}
