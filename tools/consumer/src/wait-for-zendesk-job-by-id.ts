import { createZendesk } from "@jobstatus/zendesk/by-id";

/** The least that a page can load to wait for a job whose ID it has. */
export function waitForZendeskJobById(baseUrl: string, accessToken: string, id: string, signal?: AbortSignal) {
  return createZendesk({ baseUrl, credentials: { accessToken } }).wait(id, signal && { signal });
}
