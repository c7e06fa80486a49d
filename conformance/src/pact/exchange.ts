import type {
  CaseResponse,
  ErrorCase,
  InteractionEntry,
  JsonObject,
  MappingCase,
  OperationCase,
  ProviderStateEntry,
} from "../case-types.ts";
import { decodeJson } from "../decode-json.ts";
import { fillTexts } from "../fill-text.ts";
import { contentTypeOf, isXml } from "../media.ts";
import { factsOf } from "../provider-facts.ts";
import type { ProviderName } from "../provider.ts";
import { loginRequestFor, logoutRequestFor } from "../suite/session-request.ts";
import { proofOf, statusRequestFor } from "../suite/status-request.ts";

/** The session of the caller in the pacts: a text that no scanner takes for a secret. */
export const SESSION = "a-session";

/** The request that each provider's client must send, as the provider's documents describe it. */
export interface PactRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

/** The request for a job's status, in the format of the response. */
export function requestFor(
  provider: ProviderName,
  { job, operation, response }: Pick<MappingCase, "job" | "operation" | "response">,
): PactRequest {
  const inXml = isXml(contentTypeOf(response));
  const request = statusRequestFor(provider, job, {
    session: SESSION,
    ...(operation !== undefined && { operation }),
    ...(inXml && { format: "xml" }),
  });
  const { method, path, headers, body } = request;
  return {
    method,
    path,
    headers: { ...acceptFor(response), ...headers },
    ...(body !== undefined && { body: inXml ? body : decodeJson<JsonObject>(body) }),
  };
}

function acceptFor(response: CaseResponse): { readonly Accept: string } {
  return { Accept: isXml(contentTypeOf(response)) ? contentTypeOf(response) : "application/json" };
}

/** The request of an operation, in the format of the response where the operation has several. */
export function operationRequestFor({ provider, operation, fields, jobs, response }: OperationCase): PactRequest {
  const facts = factsOf(provider).operations?.[operation];
  if (facts === undefined) throw new Error(`providers/${provider}.yaml describes no operation ${operation}`);
  const accept = acceptFor(response);
  if (facts === "login") {
    const { method, path, headers } = loginRequestFor(provider);
    const isForm = headers["Content-Type"] === "application/x-www-form-urlencoded";
    const body = isForm ? new URLSearchParams(fields).toString() : { ...fields };
    return { method, path, headers: { ...accept, ...headers }, body };
  }
  if (facts === "logout") {
    const { method, path, headers } = logoutRequestFor(provider, { session: SESSION });
    return { method, path, headers: { ...accept, ...headers } };
  }
  const { method, path, query, contentType, body } = facts;
  return {
    method,
    path,
    ...(query !== undefined && { query: fillTexts(query, { jobs: (jobs ?? []).join(",") }) }),
    headers: {
      ...(facts.accept !== false && accept),
      ...(facts.proof !== false && proofOf(provider, { session: SESSION })),
      ...(contentType !== undefined && { "Content-Type": contentType }),
    },
    ...(body !== undefined && { body: bodyFrom(body, fields) }),
  };
}

/** A body with the fields of a case in the place of their names. */
function bodyFrom(text: string, fields: OperationCase["fields"]): string {
  return Object.entries(fields ?? {}).reduce((filled, [name, value]) => filled.replace(`{${name}}`, value), text);
}

/** The states in which the provider responds so: the session's first, then those of the interaction. */
export function statesOf(
  entry: InteractionEntry,
  { response }: MappingCase | ErrorCase | OperationCase,
): ProviderStateEntry[] {
  const states = entry.states ?? [{ name: "the next response is", params: cannedFromResponse(response) }];
  const sessionHolds = { name: "the session holds", params: { session: SESSION } };
  return states.some(({ name }) => name === "the session has expired") ? [...states] : [sessionHolds, ...states];
}

function cannedFromResponse(response: CaseResponse): JsonObject {
  const { status = 200, headers, body } = response;
  return { status, headers: { ...headers, "Content-Type": contentTypeOf(response) }, body };
}
