import { TimeoutScope } from "../async/timeout-scope.ts";
import { contextForCall } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { exchange } from "../request/exchange.ts";
import { authFrom, readCredentials } from "../request/request-auth.ts";
import { fillPath } from "../request/job-request.ts";
import { callContext } from "../session/call-context.ts";

/**
 * Ends the client's session with the provider, also one that you gave it. Does nothing if there is none. A later request logs
 * in again, if the credentials allow it.
 *
 * @param client - The object that the factory returned.
 * @throws JobStatusError - `invalid-request`: the provider has no logout. Otherwise as for any request; the client has
 *   forgotten the session all the same.
 */
export async function logOut(client: JobClient): Promise<void> {
  const context = contextForCall(contextOf(client));
  const { contract, server, session, error } = context;
  const { logout } = contract.session ?? {};
  if (!session || !logout) throw error("invalid-request", "the provider has no logout");
  const opened = await session.invalidate(() => readCredentials(context));
  if (!opened) return;
  const { path, method, contentType } = logout;
  try {
    await exchange(callContext(context, logout), {
      request: {
        url: server.baseUrl + fillPath(path, server.variables),
        method,
        ...(contentType !== undefined && { body: "{}" }),
      },
      auth: authFrom(context, { fields: opened.fields, secrets: opened.secrets }),
      read: () => undefined,
      subject: {},
      scope: new TimeoutScope(context.engine.timers),
    });
  } catch (cause) {
    // A session that the provider does not know has ended already.
    if (!(cause instanceof JobStatusError && cause.code === "unauthenticated")) throw cause;
  }
  context.emit?.({ type: "logged-out" });
}
