import type { AskContext } from "./ask.ts";
import { readIdentity } from "./identity.ts";
import { JobStatusError } from "./job-status-error.ts";

/**
 * Sends a request of the caller's own with the client's credentials and headers.
 *
 * @throws JobStatusError - `invalid-request`: the request goes to another origin than the client's.
 */
export async function fetchWithIdentity(context: AskContext, request: Request): Promise<Response> {
  const { baseUrl } = context.origin;
  if (new URL(request.url).origin !== new URL(baseUrl).origin) {
    const problem = `credentials go to ${new URL(baseUrl).origin} only, and the request goes to another origin`;
    throw new JobStatusError("invalid-request", problem, { provider: context.contract.provider });
  }
  const identity = await readIdentity(context.contract, context.options);
  for (const [name, value] of request.headers) identity.headers.set(name, value);
  return context.fetch(new Request(request, { headers: identity.headers, redirect: "manual" }));
}
