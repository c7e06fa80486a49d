import { contextOf } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { exchange } from "../request/exchange.ts";
import { authFrom, readCredentials } from "../request/request-auth.ts";
import { fillPath } from "../request/job-request.ts";
import { callContext } from "../session/call-context.ts";

/**
 * Gives the client's session back to the provider, also one that the caller brought along. Does nothing where there is
 * none. Whatever asks afterwards logs in again, if the credentials allow it.
 *
 * @param client - The very object that the factory returned.
 * @throws JobStatusError - `invalid-request`: the provider has no way to log out. Otherwise as for any request; the client
 *   has forgotten the session all the same.
 */
export async function logOut(client: JobClient): Promise<void> {
  const context = contextOf(client);
  const { contract, server, session, error } = context;
  const { logout } = contract.session ?? {};
  if (!session || !logout) throw error("invalid-request", "this provider has no way to log out");
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
      signal: new AbortController().signal,
    });
  } catch (cause) {
    // A session that the provider does not know is closed already.
    if (!(cause instanceof JobStatusError && cause.code === "unauthenticated")) throw cause;
  }
}
