import type { ClientContext } from "../context/client-context.ts";
import { readAuth } from "./request-auth.ts";

/**
 * Sends a request of the caller's own with the client's credentials and headers.
 *
 * @throws JobStatusError - `invalid-request`: the request goes to another origin than the client's.
 */
export async function fetchWithAuth(context: ClientContext, request: Request): Promise<Response> {
  const { origin } = new URL(context.server.baseUrl);
  if (new URL(request.url).origin !== origin)
    throw context.error("invalid-request", `credentials go to ${origin} only`);
  const { session } = context;
  const send = async () => {
    const { headers, onResponse } = await readAuth(context, request.signal);
    for (const [name, value] of request.headers) headers.set(name, value);
    // A request's body is gone once it was sent, and a lost session has it sent again.
    const sent = session ? request.clone() : request;
    const response = await context.fetch(new Request(sent, { headers, redirect: "manual" }));
    const loss = onResponse && (await session?.detectLoss(response));
    await onResponse?.(response, loss);
    return { response, loss };
  };
  const { response, loss } = await send();
  return loss && session?.isRenewable(loss) ? (await send()).response : response;
}
