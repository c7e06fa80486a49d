import { textAt } from "../response/pointer.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import { exchange } from "../request/exchange.ts";
import { redactor } from "../request/request-auth.ts";
import { fillPath } from "../request/job-request.ts";
import { callContext } from "./call-context.ts";
import { readCookie } from "./read-cookie.ts";
import type { SavedSession } from "../context/session-store.ts";

/** What a login takes: text by the name of its field. */
export type LoginFields = Readonly<Record<string, string>>;

/**
 * Opens a session with a call to the client's own origin.
 *
 * @param given - The login's fields, and what the caller wants confirmed.
 * @throws JobStatusError - `unauthenticated`: the provider refuses, or opens a session for something else than was named.
 */
export async function logIn(
  context: ClientContext,
  { login }: ContractSession,
  given: LoginFields,
  signal: AbortSignal,
): Promise<SavedSession> {
  const { server, clock, options, contract } = context;
  const { path, method, contentType, fields, constants, grants, confirms = [], refused, lifetimeMs } = login;
  const call = callContext(context, login, Object.fromEntries(refused.map((status) => [status, "unauthenticated"])));
  const wanted = Object.fromEntries(fields.map((field) => [field, given[field] ?? ""]));
  const sent = { ...constants, ...wanted };
  const isForm = contentType?.includes("form-urlencoded");
  let answer: Response | undefined;
  const body = await exchange(call, {
    request: {
      url: server.baseUrl + fillPath(path, server.variables),
      method,
      body: isForm ? formFrom(sent) : JSON.stringify(sent),
    },
    auth: {
      headers: new Headers(options.headers),
      redact: redactor(() => [...Object.values(wanted), ...Object.values(options.headers ?? {})]),
      onResponse(response) {
        answer = response;
        return Promise.resolve();
      },
    },
    read: (value) => value,
    subject: {},
    signal,
  });
  for (const { field, at } of confirms) {
    const named = given[field];
    if (named === undefined || textAt(body, at) === named) continue;
    throw call.error("unauthenticated", `the session is not for the ${field} that the credentials name; check it`);
  }
  const nowMs = clock.now();
  const granted: Record<string, string> = {};
  let expiresAtMs = lifetimeMs === undefined ? undefined : nowMs + lifetimeMs;
  for (const grant of grants) {
    const to = new URL(server.baseUrl + contract.request.path);
    const cookie = "cookie" in grant && answer ? readCookie(answer.headers, grant.cookie, to, nowMs) : undefined;
    const value = "at" in grant ? textAt(body, grant.at) : cookie?.pair;
    if (!value) {
      const what =
        "at" in grant ? `nothing at ${JSON.stringify(grant.at)}` : `no cookie ${grant.cookie} for ${to.origin}`;
      throw call.error("invalid-response", `the login's response grants ${what}`, { httpStatus: answer?.status });
    }
    granted[grant.field] = value;
    expiresAtMs = cookie?.expiresAtMs ?? expiresAtMs;
  }
  return { fields: granted, ...(expiresAtMs !== undefined && { expiresAtMs }) };
}

/** Values in the syntax of `application/x-www-form-urlencoded`. */
function formFrom(values: Readonly<Record<string, string | number | boolean>>): string {
  return new URLSearchParams(
    Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}
