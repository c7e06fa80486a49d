import { DEFAULT_OPERATION } from "../context/operation-context.ts";
import type { Contract } from "../contract/contract.ts";
import { isJobId } from "../request/job-request.ts";
import { matchPath } from "../request/match-path.ts";

/** What a URL of a job's status says by itself. */
export interface ProviderOfUrl<C extends Contract = Contract> {
  /** The contract of the provider whose URL it is. */
  readonly contract: C;
  /** The provider's name. */
  readonly provider: string;
  /** The job's id. */
  readonly id: string;
  /** The name of the operation to which the URL leads. */
  readonly operation: string;
  /** What the URL says of the server and of the path, by the names of the client's options: such as `subdomain`. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The provider whose status a URL leads to, among those whose contracts are given; undefined if it is of none of them.
 * Scheme, host and path must be the provider's own: a URL of a proxy or of a simulator tells no provider.
 *
 * @param contracts - Such as `zendeskContract` of `@jobstatus/zendesk`. Of several that fit, the first holds.
 */
export function providerFromUrl<C extends Contract>(
  url: string | URL,
  contracts: Iterable<C>,
): ProviderOfUrl<C> | undefined {
  if (!URL.canParse(`${url}`)) return undefined;
  const { origin, pathname, username, password } = new URL(url);
  if (username || password) return undefined;
  for (const contract of contracts) {
    const ofServer = matchPath(contract.server, origin);
    // If a variable is the whole host, any host would fit: only its default tells the provider, if it has one.
    const [, host = ""] = /^https?:\/\/\{(\w+)\}(?:\/|$)/.exec(contract.server) ?? [];
    const only = contract.variables[host] ?? ofServer?.[host];
    if (!ofServer || ofServer[host] !== only) continue;
    for (const { from, path, noJob, operation = DEFAULT_OPERATION } of contract.references ?? []) {
      const found = from === "body" || path === undefined || noJob ? undefined : matchPath(path, pathname);
      const { request } = contract.operations?.[operation] ?? contract;
      if (found?.["id"] === undefined || !isJobId(request, found["id"])) continue;
      const { id, ...ofPath } = found;
      const known = Object.entries({ ...ofServer, ...ofPath }).filter(([name]) =>
        Object.hasOwn(contract.variables, name),
      );
      return { contract, provider: contract.provider, id, operation, variables: Object.fromEntries(known) };
    }
  }
  return undefined;
}
