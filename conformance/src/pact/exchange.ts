import type {
  CaseAnswer,
  ErrorCase,
  InteractionEntry,
  JsonObject,
  MappingCase,
  OperationCase,
  ProviderStateEntry,
} from "../case-types.ts";
import { contentTypeOf, isXml } from "../media.ts";
import type { ProviderName } from "../provider.ts";

/** The session of the caller in the pacts: a word that nobody takes for a secret. */
export const session = "a-session";

/** What proves the caller in each provider's pact. */
export const pactCredentials: Readonly<Record<ProviderName, object>> = {
  "centurylink-v1": { cookie: `Tier3.API.Cookie=${session}` },
  "centurylink-v2": { token: session },
  "traffic-ops": { accessToken: session },
  "veeva-vault": { sessionId: session },
  zendesk: { accessToken: session },
};

/** The request that each provider's client has to send, written by hand from the provider's documents. */
export interface PactRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

/** The request for a job's status, in the format of the answer. */
export function requestFor(provider: ProviderName, job: string, answer: CaseAnswer): PactRequest {
  return isXml(contentTypeOf(answer)) ? xmlRequestFor(provider, job) : jsonRequestFor(provider, job);
}

function xmlRequestFor(provider: ProviderName, job: string): PactRequest {
  if (provider === "veeva-vault") {
    const { headers, ...request } = jsonRequestFor(provider, job);
    return { ...request, headers: { ...headers, Accept: "application/xml" } };
  }
  if (provider !== "centurylink-v1") throw new Error(`${provider} speaks no XML`);
  return {
    method: "POST",
    path: "/REST/Queue/GetRequestStatus/XML",
    headers: { Accept: "text/xml", Cookie: `Tier3.API.Cookie=${session}`, "Content-Type": "text/xml" },
    body: `<QueueStatusRequest><RequestID>${job}</RequestID></QueueStatusRequest>`,
  };
}

function jsonRequestFor(provider: ProviderName, job: string): PactRequest {
  const accept = { Accept: "application/json" };
  const bearer = { ...accept, Authorization: `Bearer ${session}` };
  const requests: Record<ProviderName, () => PactRequest> = {
    "centurylink-v1": () => ({
      method: "POST",
      path: "/REST/Queue/GetRequestStatus/JSON",
      headers: { ...accept, Cookie: `Tier3.API.Cookie=${session}`, "Content-Type": "application/json" },
      body: { RequestID: Number(job) },
    }),
    "centurylink-v2": () => ({ method: "GET", path: `/v2/operations/ALIAS/status/${job}`, headers: bearer }),
    "traffic-ops": () => ({ method: "GET", path: `/api/4.0/async_status/${job}`, headers: bearer }),
    "veeva-vault": () => ({
      method: "GET",
      path: `/api/v26.1/services/jobs/${job}`,
      headers: { ...accept, Authorization: session },
    }),
    zendesk: () => ({ method: "GET", path: `/api/v2/job_statuses/${job}.json`, headers: bearer }),
  };
  return requests[provider]();
}

/** The request of an operation, in the format of the answer where the operation has several. */
export function operationRequestFor({ provider, operation, fields, jobs, answer }: OperationCase): PactRequest {
  const accept = { Accept: isXml(contentTypeOf(answer)) ? contentTypeOf(answer) : "application/json" };
  const json = { ...accept, "Content-Type": "application/json" };
  const cookie = { Cookie: `Tier3.API.Cookie=${session}` };
  const bearer = { Authorization: `Bearer ${session}` };
  const login = (path: string): PactRequest => ({ method: "POST", path, headers: json, body: { ...fields } });
  const requests: Record<ProviderName, Readonly<Record<string, () => PactRequest>>> = {
    "centurylink-v1": {
      logonJson: () => login("/REST/Auth/Logon/JSON"),
      logonXml: () => ({
        method: "POST",
        path: "/REST/Auth/Logon/XML",
        headers: { "Content-Type": "text/xml" },
        body: logonXml(fields),
      }),
      logoutJson: () => ({ method: "POST", path: "/REST/Auth/Logout/JSON", headers: { ...accept, ...cookie } }),
    },
    "centurylink-v2": { login: () => login("/v2/authentication/login") },
    "traffic-ops": {
      login: () => login("/api/4.0/user/login"),
      logout: () => ({ method: "POST", path: "/api/4.0/user/logout", headers: { ...accept, ...bearer } }),
    },
    "veeva-vault": {
      authenticate: () => ({
        method: "POST",
        path: "/api/v26.1/auth",
        headers: { ...accept, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
      }),
      endSession: () => ({
        method: "DELETE",
        path: "/api/v26.1/session",
        headers: { ...accept, Authorization: session },
      }),
    },
    zendesk: {
      showManyJobStatuses: () => ({
        method: "GET",
        path: "/api/v2/job_statuses/show_many",
        query: { ids: (jobs ?? []).join(",") },
        headers: { ...accept, ...bearer },
      }),
      listJobStatuses: () => ({
        method: "GET",
        path: "/api/v2/job_statuses",
        headers: bearer,
      }),
    },
  };
  const request = requests[provider][operation];
  if (!request) throw new Error(`${provider} has no operation ${operation} here`);
  return request();
}

/** The fields of a logon, as CenturyLink v1 takes them in XML. */
export function logonXml(fields: OperationCase["fields"]): string {
  const elements = Object.entries(fields ?? {}).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<LogonRequest>${elements.join("")}</LogonRequest>`;
}

/** The states in which the provider answers like that: the session's first, then those of the interaction. */
export function statesOf(
  entry: InteractionEntry,
  { answer }: MappingCase | ErrorCase | OperationCase,
): ProviderStateEntry[] {
  const states = entry.states ?? [{ name: "the next answer is", params: cannedFromAnswer(answer) }];
  const sessionHolds = { name: "the session holds", params: { session } };
  return states.some(({ name }) => name === "the session has expired") ? [...states] : [sessionHolds, ...states];
}

function cannedFromAnswer(answer: CaseAnswer): JsonObject {
  const { status = 200, headers, body } = answer;
  return { status, headers: { ...headers, "Content-Type": contentTypeOf(answer) }, body };
}
