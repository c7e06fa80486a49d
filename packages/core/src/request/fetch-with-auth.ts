import type { ClientContext } from "../context/client-context.ts";
import { checkedResponse } from "../context/transport.ts";
import { matchPath } from "./match-path.ts";
import { type OwnRequest, readOwnRequest } from "./own-request.ts";
import { type RequestAuth, readAuth } from "./request-auth.ts";
import { rememberRedactor } from "./response-redactor.ts";

/**
 * Sends a request of the caller's own with the client's credentials and headers. A request to an operation that takes no
 * credentials, such as the login, goes without them.
 *
 * @throws JobStatusError - `invalid-request`: the request goes to another origin than the client's, or is none.
 */
export async function fetchWithAuth(
  context: ClientContext,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = await readOwnRequest(context, input, init);
  if (isPublic(context, request)) return sendWith(context, request, { headers: context.options.headers ?? {} }, init);
  // With credentials of its own, the response says nothing about the client's.
  const isOwnAuth = request.headers.has("Authorization") || request.headers.has("Cookie");
  const send = async () => {
    const auth = await readAuth(context, request.signal);
    const { redact, onCallerResponse } = auth;
    const sent = sendWith(context, request, auth, init);
    const response = await (auth.guard?.(sent, redact) ?? sent);
    rememberRedactor(response, redact);
    const isLost = !isOwnAuth && ((await onCallerResponse?.(response)) ?? false);
    return { response, isLost };
  };
  const { response, isLost } = await send();
  return isLost ? (await send()).response : response;
}

async function sendWith(
  context: ClientContext,
  { url, method, headers: own, signal, body }: OwnRequest,
  auth: Pick<RequestAuth, "headers" | "urlOf">,
  init: RequestInit | undefined,
): Promise<Response> {
  const headers = new Headers(auth.headers);
  for (const [name, value] of own) headers.set(name, value);
  // What else the caller's options hold is for its own `fetch`, such as an agent.
  const { body: _body, ...rest } = init ?? {};
  const sent = context.fetch(auth.urlOf?.(url.href) ?? url.href, {
    ...rest,
    method,
    headers: Object.fromEntries(headers),
    redirect: "manual",
    signal,
    ...(body !== undefined && { body }),
  });
  return checkedResponse(await sent);
}

/** Says whether a request goes to an operation that takes no credentials. */
function isPublic({ contract, server }: ClientContext, { url: { pathname }, method }: OwnRequest): boolean {
  const prefix = new URL(server.baseUrl).pathname.replace(/\/$/, "");
  if (!pathname.startsWith(prefix)) return false;
  const path = pathname.slice(prefix.length);
  return (contract.publicOperations ?? []).some(
    (operation) => operation.method === method && matchPath(operation.path, path) !== undefined,
  );
}
