import { wallNow } from "../async/clock.ts";
import { TimeoutScope } from "../async/timeout-scope.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { SavedSession } from "../context/session-store.ts";
import type { ContractGrant, ContractSession } from "../contract/contract.ts";
import { fillTemplate } from "../contract/template.ts";
import { fieldsOf } from "../request/credential-ways.ts";
import { exchange } from "../request/exchange.ts";
import { fillPath } from "../request/job-request.ts";
import { redactor, secretsInHeaders } from "../request/redactor.ts";
import { base64From, usableFields } from "../request/request-auth.ts";
import { headersFrom } from "../request/set-header.ts";
import { textAt } from "../response/pointer.ts";
import { callContext } from "./call-context.ts";
import { cookieGranted } from "./cookie-granted.ts";
import { loginBaseUrl } from "./login-base-url.ts";

/** The fields that a login takes: text by the name of its field. */
export type LoginFields = Readonly<Record<string, string>>;

/**
 * Opens a session with a call to the client's own origin, or to the one that the contract states for the login.
 *
 * @param given - The login's fields, and the values that the response must confirm.
 * @throws JobStatusError - `unauthenticated`: the provider refuses, or opens a session for something other than was named.
 */
export async function logIn(
  context: ClientContext,
  table: ContractSession,
  given: LoginFields,
  signal: AbortSignal,
): Promise<SavedSession> {
  const { login } = table;
  const { server, clock, options, contract } = context;
  const { path, method, contentType, fields, constants, basic = "", grants, confirms = [], refused } = login;
  const baseUrl = loginBaseUrl(context, table);
  const http = Object.fromEntries(refused.map((status) => [status, "unauthenticated"] as const));
  const call = callContext({ ...context, server: { ...server, baseUrl } }, login, http);
  const wanted = Object.fromEntries(fields.map((field) => [field, given[field] ?? ""]));
  const inBody = Object.entries(wanted).filter(([field]) => !basic.includes(`{${field}}`));
  const sent = { ...constants, ...Object.fromEntries(inBody) };
  // The caller's own headers may be secrets of the jobs' host.
  const ownHeaders = login.elsewhere ? {} : (options.headers ?? {});
  const headers = headersFrom(call, ownHeaders);
  if (basic) {
    const pair = fillTemplate(basic, (field) => wanted[field]);
    headers.set("authorization", `Basic ${base64From(pair)}`);
  }
  const isForm = contentType?.includes("form-urlencoded");
  let response: Response | undefined;
  const body = await exchange(call, {
    request: {
      url: baseUrl + fillPath(path, server.variables),
      method,
      body: isForm ? formFrom(sent) : JSON.stringify(sent),
    },
    auth: {
      headers: Object.fromEntries(headers),
      redact: redactor(() => [...Object.values(wanted), ...secretsInHeaders(Object.values(ownHeaders))]),
      onResponse(received) {
        response = received;
        return Promise.resolve();
      },
    },
    read: (value) => value,
    subject: {},
    scope: new TimeoutScope(context.engine.timers, signal),
  });
  for (const { field, at } of confirms) {
    const named = given[field];
    if (named === undefined || textAt(body, at) === named) continue;
    throw call.error("unauthenticated", `the session is not for the ${field} that the credentials name; check it`);
  }
  const nowMs = wallNow(clock);
  const lifetimeMs = lifetimeIn(body, login);
  const granted: Record<string, string> = {};
  const endsMs = new Map<string, number>();
  for (const grant of grants) {
    const cookie = "at" in grant || !response ? undefined : cookieGranted(context, grant, response.headers);
    const value = "at" in grant ? textAt(body, grant.at) : cookie?.value;
    if (!value) continue;
    granted[grant.field] = value;
    const endMs = cookie?.expiresAtMs ?? (lifetimeMs === undefined ? undefined : nowMs + lifetimeMs);
    if (endMs !== undefined) endsMs.set(grant.field, endMs);
  }
  // A header beside the granted one may carry what the login took, such as a client's id.
  const isUsed = (field: string) => contract.credentials.some((way) => fieldsOf(way).includes(field));
  const kept = Object.fromEntries(Object.entries(wanted).filter(([field]) => isUsed(field)));
  const saved = { ...kept, ...granted };
  const used = Object.keys(granted).length > 0 ? usableFields(contract, saved) : undefined;
  if (!used) {
    const missing = grants.filter(({ field }) => granted[field] === undefined).map((grant) => nameOf(grant, server));
    const problem = `the login's response grants no session: ${missing.join(" and ")}`;
    throw call.error("invalid-response", problem, { httpStatus: response?.status });
  }
  // The session holds for as long as the credentials that are sent.
  const expiresAtMs = Math.min(...used.map((field) => endsMs.get(field) ?? Infinity));
  return { fields: saved, ...(expiresAtMs < Infinity && { expiresAtMs }) };
}

/** How long the session holds, in milliseconds. Anything but a positive number says nothing. */
function lifetimeIn(body: unknown, { lifetime, lifetimeMs }: ContractSession["login"]): number | undefined {
  const ms = lifetime ? Number(textAt(body, lifetime.at)) * lifetime.unitMs : NaN;
  return ms > 0 && ms < Infinity ? ms : lifetimeMs;
}

function nameOf(grant: ContractGrant, { baseUrl }: ClientContext["server"]): string {
  if ("at" in grant) return `nothing at ${JSON.stringify(grant.at)}`;
  return `no cookie ${"cookie" in grant ? grant.cookie : grant.cookieValue} for ${new URL(baseUrl).origin}`;
}

/** Values in the syntax of `application/x-www-form-urlencoded`. */
function formFrom(values: Readonly<Record<string, string | number | boolean>>): string {
  return new URLSearchParams(
    Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}
