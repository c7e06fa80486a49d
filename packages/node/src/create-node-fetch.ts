import tls from "node:tls";
import type { FetchInit } from "@jobstatus/core";
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import { checkNodeFetchOptions } from "./check-node-fetch-options.ts";
import { NodeResponse } from "./node-response.ts";

/** The options of {@link createNodeFetch}. */
export interface NodeFetchOptions {
  /** How many connections to one origin are open at once. Default: 64, as many as a client has requests in flight. */
  readonly connections?: number;
  /** How long an idle connection is kept, in milliseconds, unless the server names a shorter time. Default: 30,000. */
  readonly keepAliveMs?: number;
  /**
   * The URL of an HTTP proxy for all requests; `false`: none. Default: what the environment's `HTTPS_PROXY`, `HTTP_PROXY` and
   * `NO_PROXY` say.
   */
  readonly proxy?: string | false;
  /** Certificates of authorities, in PEM, that are trusted beside those that Node trusts. */
  readonly ca?: string | readonly string[];
}

/** A `fetch` for the option `fetch` of a client. */
export interface NodeFetch {
  /** Sends a request, and follows no redirect. */
  (input: string, init: FetchInit): Promise<NodeResponse>;
  /** Closes the idle connections; requests in flight finish first. Idle connections don't keep a process alive. */
  close(): Promise<void>;
}

/**
 * Creates a `fetch` on undici's connection pool, which uses less CPU for each request than Node's own `fetch`. Share one among
 * clients: they then share connections.
 *
 * @throws TypeError - An option is unknown or wrong; the message names it and says what is valid.
 */
export function createNodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  checkNodeFetchOptions(options);
  const { connections = 64, keepAliveMs = 30_000, proxy } = options;
  const trust = options.ca === undefined ? {} : { ca: [...trustedByNode(), ...[options.ca].flat()] };
  const pool = { connections, keepAliveTimeout: keepAliveMs, pipelining: 1, connect: trust };
  const viaProxy = { ...pool, requestTls: trust, proxyTls: trust };
  const dispatcher: Dispatcher =
    proxy === false
      ? new Agent(pool)
      : new EnvHttpProxyAgent({
          ...viaProxy,
          ...(proxy !== undefined && { httpProxy: proxy, httpsProxy: proxy, noProxy: "" }),
        });

  async function send(input: string, { method, headers, signal, body: given }: FetchInit): Promise<NodeResponse> {
    // The body of a request by `client.fetch` may be bytes.
    const bytes: unknown = given;
    const body = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : given;
    const response = await request(input, {
      dispatcher,
      method,
      headers,
      signal,
      ...(body !== undefined && { body }),
    });
    return new NodeResponse(input, response.statusCode, response.headers, response.body);
  }
  return Object.assign(send, { close: () => dispatcher.close() });
}

/** Node takes a list of authorities in place of its own. */
function trustedByNode(): readonly string[] {
  // Node 20 can't list those of NODE_EXTRA_CA_CERTS.
  const { getCACertificates }: Partial<typeof tls> = tls;
  return getCACertificates?.() ?? tls.rootCertificates;
}
