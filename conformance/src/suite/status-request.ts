import type { ProviderName } from "../provider-name.ts";
import { secretOf } from "./credentials.ts";
import type { StatusRequest } from "./suite-case.ts";

/** The request for a job's status that each provider's documents ask for. */
export function statusRequestFor(provider: ProviderName, job: string): StatusRequest {
  const session = secretOf(provider);
  const bearer = { Authorization: `Bearer ${session}` };
  const segment = encodeURIComponent(job);
  const requests: Readonly<Record<ProviderName, StatusRequest>> = {
    "centurylink-v1": {
      method: "POST",
      path: "/REST/Queue/GetRequestStatus/JSON",
      headers: { Cookie: `Tier3.API.Cookie=${session}`, "Content-Type": "application/json" },
      body: `{"RequestID":${job}}`,
    },
    "centurylink-v2": { method: "GET", path: `/v2/operations/ALIAS/status/${segment}`, headers: bearer },
    "traffic-ops": { method: "GET", path: `/api/4.0/async_status/${segment}`, headers: bearer },
    "veeva-vault": {
      method: "GET",
      path: `/api/v26.1/services/jobs/${segment}`,
      headers: { Authorization: session },
    },
    zendesk: { method: "GET", path: `/api/v2/job_statuses/${segment}.json`, headers: bearer },
  };
  return requests[provider];
}
