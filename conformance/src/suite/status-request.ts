import type { ProviderName } from "../provider-name.ts";
import { cookieOf, secretOf } from "./credentials.ts";
import type { CaseRequest } from "./suite-case.ts";

/** What changes how a status is asked for. */
export interface StatusRequestTerms {
  /** Default: the session that the caller holds. */
  readonly session?: string;
  /** Whether the session is the one of a cookie, if the provider takes a token as well. */
  readonly inCookie?: boolean;
  /** Default: JSON. */
  readonly format?: "xml";
  /** The operation, by its name. Default: the provider's first. */
  readonly operation?: string;
}

/** The request for a job's status that each provider's documents ask for. */
export function statusRequestFor(provider: ProviderName, job: string, terms: StatusRequestTerms = {}): CaseRequest {
  const proof = proofOf(provider, terms);
  const request = terms.operation
    ? otherRequestFor(provider, job, terms.operation, proof)
    : jsonRequestFor(provider, job, proof);
  return terms.format === "xml" ? inXml(provider, job, request) : request;
}

/** The header that proves the caller. */
export function proofOf(
  provider: ProviderName,
  { session = secretOf(provider), inCookie = false }: StatusRequestTerms,
): Readonly<Record<string, string>> {
  if (provider === "centurylink-v1") return { Cookie: cookieOf(provider, session) };
  if (provider === "veeva-vault") return { Authorization: session };
  if (provider === "traffic-ops" && inCookie) return { Cookie: cookieOf(provider, session) };
  return { Authorization: `Bearer ${session}` };
}

function jsonRequestFor(provider: ProviderName, job: string, headers: Readonly<Record<string, string>>): CaseRequest {
  const segment = encodeURIComponent(job);
  const requests: Readonly<Record<ProviderName, CaseRequest>> = {
    "centurylink-v1": {
      method: "POST",
      path: "/REST/Queue/GetRequestStatus/JSON",
      headers: { ...headers, "Content-Type": "application/json" },
      body: `{"RequestID":${job}}`,
    },
    "centurylink-v2": { method: "GET", path: `/v2/operations/ALIAS/status/${segment}`, headers },
    "traffic-ops": { method: "GET", path: `/api/4.0/async_status/${segment}`, headers },
    "veeva-vault": { method: "GET", path: `/api/v26.1/services/jobs/${segment}`, headers },
    zendesk: { method: "GET", path: `/api/v2/job_statuses/${segment}.json`, headers },
  };
  return requests[provider];
}

/** The request of an operation that is not the provider's first. */
function otherRequestFor(
  provider: ProviderName,
  job: string,
  operation: string,
  headers: Readonly<Record<string, string>>,
): CaseRequest {
  const request = jsonRequestFor(provider, job, headers);
  const paths: Readonly<Record<string, string>> = {
    "centurylink-v1 default": request.path,
    "centurylink-v1 deployment": "/REST/Blueprint/GetDeploymentStatus/JSON",
    "centurylink-v2 default": request.path,
    "centurylink-v2 experimental": request.path.replace("/v2/", "/v2-experimental/"),
  };
  const path = paths[`${provider} ${operation}`];
  if (path === undefined) throw new Error(`${provider} has no operation ${operation} for a job's status`);
  return { ...request, path };
}

function inXml(provider: ProviderName, job: string, { headers, path, ...request }: CaseRequest): CaseRequest {
  if (provider === "veeva-vault") return { ...request, path, headers: { ...headers, Accept: "application/xml" } };
  if (provider !== "centurylink-v1") throw new Error(`${provider} speaks no XML`);
  const root = path.includes("/Blueprint/") ? "GetDeploymentStatusRequest" : "QueueStatusRequest";
  return {
    ...request,
    path: path.replace(/JSON$/, "XML"),
    headers: { ...headers, "Content-Type": "text/xml" },
    body: `<${root}><RequestID>${job}</RequestID></${root}>`,
  };
}
