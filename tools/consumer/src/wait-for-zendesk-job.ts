import { createZendesk } from "@jobstatus/zendesk";

/** The least that a page needs to wait for a job: what the size of the browser bundle is measured by. */
export function waitForZendeskJob(baseUrl: string, accessToken: string, id: string, signal?: AbortSignal) {
  return createZendesk({ baseUrl, credentials: { accessToken } }).wait(id, signal && { signal });
}
