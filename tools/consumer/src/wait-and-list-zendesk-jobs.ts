import { createZendesk } from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";

/** Waits for a job, then lists jobs: the wait together with the typed client (openapi-fetch). */
export async function waitAndListZendeskJobs(baseUrl: string, accessToken: string, id: string) {
  const zendesk = createZendesk({ baseUrl, credentials: { accessToken } });
  const { state } = await zendesk.wait(id);
  const { data } = await createZendeskApi(zendesk).GET("/api/v2/job_statuses");
  return { state, listed: data?.job_statuses.length };
}
