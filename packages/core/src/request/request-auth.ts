import type { ClientContext } from "../context/client-context.ts";
import type { PlacedCredentials } from "../context/client-parts.ts";
import type { SessionCredentials } from "../context/session-manager.ts";
import type { Contract, ContractCredentials } from "../contract/contract.ts";
import { fillTemplate } from "../contract/template.ts";
import { withReason } from "../model/thrown.ts";
import { fieldsOf, mixtureProblem, waysProblem } from "./credential-ways.ts";
import { isObject, textFrom } from "../response/pointer.ts";
import { redactor, secretsInHeaders } from "./redactor.ts";
import { headersFrom } from "./set-header.ts";

/** The headers and query parameters that carry the credentials, and how their secrets are kept out of messages. */
export interface RequestAuth extends Partial<PlacedCredentials> {
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Replaces every secret in a text that is about to be shown. */
  redact(text: string): string;
  readonly onResponse?: SessionCredentials["onResponse"] | undefined;
  readonly onCallerResponse?: SessionCredentials["onCallerResponse"] | undefined;
}

/**
 * Makes the headers from the caller's credentials and own headers, as the contract says.
 *
 * @throws JobStatusError - `unauthenticated`: the function gave none; `invalid-request`: they fit no way that the contract
 *   knows, or hold a character that no header can carry.
 */
export function readAuth(context: ClientContext, signal?: AbortSignal): RequestAuth | Promise<RequestAuth> {
  const { options, session } = context;
  const { credentials } = options;
  const constant = isObject(credentials) ? credentials : undefined;
  const opened = session?.known(constant);
  const source = session ? opened : constant;
  if (!source) return readNewAuth(context, signal);
  // The same credentials make the same headers for every poll.
  const last = lastAuth.get(context);
  if (last?.source === source) return last.auth;
  const auth = authFrom(context, opened ?? { fields: checkedFields(context, credentials), secrets: [] });
  lastAuth.set(context, { source, auth });
  return auth;
}

/** What a context made its headers from, and the headers. */
const lastAuth = new WeakMap<ClientContext, { readonly source: object; readonly auth: RequestAuth }>();

async function readNewAuth(context: ClientContext, signal: AbortSignal | undefined): Promise<RequestAuth> {
  const read = () => readCredentials(context);
  return authFrom(
    context,
    context.session ? await context.session.open(read, signal) : { fields: await read(), secrets: [] },
  );
}

/** The caller's credentials, from the value or from the function. */
export async function readCredentials(context: ClientContext): Promise<SessionCredentials["fields"]> {
  const { options, error } = context;
  const { credentials } = options;
  let given: unknown = credentials;
  try {
    if (typeof credentials === "function") given = await (credentials as () => unknown)();
  } catch (cause) {
    throw error("unauthenticated", withReason("the function that gives the credentials failed", cause), { cause });
  }
  return checkedFields(context, given);
}

function checkedFields({ contract, error }: ClientContext, given: unknown): SessionCredentials["fields"] {
  const fields = isObject(given) ? given : {};
  const problem = mixtureProblem(contract, fields);
  if (problem !== undefined) throw error("invalid-request", `the credentials ${problem}`);
  return fields;
}

/** Makes the headers from the fields of credentials. Throws as {@link readAuth} does. */
export function authFrom(context: ClientContext, credentials: SessionCredentials): RequestAuth {
  const { contract, options, parts, error } = context;
  const { fields, onResponse, onCallerResponse } = credentials;
  const way = wayOf(contract, fields);
  if (!way) {
    throw error("invalid-request", `the credentials ${waysProblem(contract)}, each of them text that is not empty`);
  }
  parts.sessions?.checkGiven(context, fieldsOf(way), fields);
  const fill = (template: string) => fillTemplate(template, (field) => textFrom(fields[field]));
  const own: Record<string, string> = {};
  if ("basic" in way) own["Authorization"] = `Basic ${base64From(fill(way.basic))}`;
  else if ("header" in way) own[way.header.name] = fill(way.header.value);
  const given = { ...options.headers, ...own };
  const headers = headersFrom(context, given);
  const placed = parts.places?.add(context, way, fill, headers);
  const secretsOf = () => [
    ...credentials.secrets,
    ...fieldsOf(way).map((field) => textFrom(fields[field]) ?? ""),
    ...secretsInHeaders(Object.values(given)),
  ];
  return { headers: Object.fromEntries(headers), ...placed, onResponse, onCallerResponse, redact: redactor(secretsOf) };
}

/** The fields of the way that the credentials are sent in; undefined if no way has all of its fields. */
export function usableFields(contract: Contract, fields: SessionCredentials["fields"]): readonly string[] | undefined {
  const way = wayOf(contract, fields);
  return way && fieldsOf(way);
}

function wayOf({ credentials }: Contract, fields: SessionCredentials["fields"]): ContractCredentials | undefined {
  // Credentials whose values are missing must not become a request without any.
  const isAnonymous = Object.keys(fields).length === 0;
  return credentials.find((way) => {
    const names = fieldsOf(way);
    return names[0] ? names.every((name) => isFilled(fields[name])) : isAnonymous;
  });
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** The base64 of a text for HTTP Basic: UTF-8 first, as RFC 7617 section 2.1 recommends. */
export function base64From(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
