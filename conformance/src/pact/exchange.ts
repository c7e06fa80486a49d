import type {
  CaseAnswer,
  ErrorCase,
  InteractionEntry,
  JsonObject,
  MappingCase,
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
  readonly method: "GET" | "POST";
  readonly path: string;
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

/** The states in which the provider answers like that: the session's first, then those of the interaction. */
export function statesOf(entry: InteractionEntry, { answer }: MappingCase | ErrorCase): ProviderStateEntry[] {
  const states = entry.states ?? [{ name: "the next answer is", params: cannedFromAnswer(answer) }];
  const sessionHolds = { name: "the session holds", params: { session } };
  return states.some(({ name }) => name === "the session has expired") ? [...states] : [sessionHolds, ...states];
}

function cannedFromAnswer(answer: CaseAnswer): JsonObject {
  const { status = 200, headers, body } = answer;
  return { status, headers: { ...headers, "Content-Type": contentTypeOf(answer) }, body };
}
