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
import { contentTypeOf, isXml } from "../media.ts";
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
  const accept = acceptFor(response);
  const login = (body: object | string): PactRequest => {
    const { method, path, headers } = loginRequestFor(provider);
    return { method, path, headers: { ...accept, ...headers }, body };
  };
  const logout = (): PactRequest => {
    const { method, path, headers } = logoutRequestFor(provider, { session: SESSION });
    return { method, path, headers: { ...accept, ...headers } };
  };
  const logonInXml = (): PactRequest => ({
    method: "POST",
    path: "/REST/Auth/Logon/XML",
    headers: { "Content-Type": "text/xml" },
    body: logonXml(fields),
  });
  const proof = proofOf(provider, { session: SESSION });
  const lists = "/api/v2/job_statuses";
  const requests: Readonly<Record<ProviderName, Readonly<Record<string, () => PactRequest>>>> = {
    "centurylink-v1": { logonJson: () => login({ ...fields }), logonXml: logonInXml, logoutJson: logout },
    "centurylink-v2": { login: () => login({ ...fields }) },
    "traffic-ops": { login: () => login({ ...fields }), logout },
    "veeva-vault": { authenticate: () => login(new URLSearchParams(fields).toString()), endSession: logout },
    zendesk: {
      showManyJobStatuses: () => ({
        method: "GET",
        path: `${lists}/show_many`,
        query: { ids: (jobs ?? []).join(",") },
        headers: { ...accept, ...proof },
      }),
      // A caller's own code requests it, and no media type.
      listJobStatuses: () => ({ method: "GET", path: lists, headers: proof }),
    },
  };
  const request = requests[provider]?.[operation];
  if (!request) throw new Error(`${provider} has no operation ${operation} here`);
  return request();
}

/** The fields of a logon, as CenturyLink v1 takes them in XML. */
export function logonXml(fields: OperationCase["fields"]): string {
  const elements = Object.entries(fields ?? {}).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<LogonRequest>${elements.join("")}</LogonRequest>`;
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
