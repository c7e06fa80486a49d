import type { ClientContext } from "../client/client-context.ts";
import { readIdentity } from "./identity.ts";

/**
 * Sends a request of the caller's own with the client's credentials and headers.
 *
 * @throws JobStatusError - `invalid-request`: the request goes to another origin than the client's.
 */
export async function fetchWithIdentity(context: ClientContext, request: Request): Promise<Response> {
  const { origin } = new URL(context.origin.baseUrl);
  if (new URL(request.url).origin !== origin)
    throw context.error("invalid-request", `credentials go to ${origin} only`);
  const { headers } = await readIdentity(context);
  for (const [name, value] of request.headers) headers.set(name, value);
  return context.fetch(new Request(request, { headers, redirect: "manual" }));
}
