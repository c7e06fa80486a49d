import type { ClientContext } from "../context/client-context.ts";
import { matchPath } from "./match-path.ts";
import { readAuth } from "./request-auth.ts";

/**
 * Sends a request of the caller's own with the client's credentials and headers. A request to an operation that takes no
 * credentials, such as the login, goes without them.
 *
 * @throws JobStatusError - `invalid-request`: the request goes to another origin than the client's.
 */
export async function fetchWithAuth(context: ClientContext, request: Request): Promise<Response> {
  const { server, session, options } = context;
  const { origin } = new URL(server.baseUrl);
  if (new URL(request.url).origin !== origin)
    throw context.error("invalid-request", `credentials go to ${origin} only`);
  if (isPublic(context, request)) return sendWith(context, request, new Headers(options.headers));
  // With credentials of its own, the response says nothing about the client's.
  const isOwnAuth = request.headers.has("Authorization") || request.headers.has("Cookie");
  const send = async () => {
    const { headers, onCallerResponse } = await readAuth(context, request.signal);
    // A request's body can be sent once, and a lost session repeats it.
    const response = await sendWith(context, session ? request.clone() : request, headers);
    const isLost = !isOwnAuth && ((await onCallerResponse?.(response)) ?? false);
    return { response, isLost };
  };
  const { response, isLost } = await send();
  return isLost ? (await send()).response : response;
}

function sendWith(context: ClientContext, request: Request, headers: Headers): Promise<Response> {
  for (const [name, value] of request.headers) headers.set(name, value);
  return context.fetch(new Request(request, { headers, redirect: "manual" }));
}

/** Says whether a request goes to an operation that takes no credentials. */
function isPublic({ contract, server }: ClientContext, { url, method }: Request): boolean {
  const prefix = new URL(server.baseUrl).pathname.replace(/\/$/, "");
  const { pathname } = new URL(url);
  if (!pathname.startsWith(prefix)) return false;
  const path = pathname.slice(prefix.length);
  return (contract.publicOperations ?? []).some(
    (operation) => operation.method === method && matchPath(operation.path, path) !== undefined,
  );
}
