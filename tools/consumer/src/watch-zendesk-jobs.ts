import { createZendesk, watchAll } from "@jobstatus/zendesk";

/** Watches many jobs: what the size of `watchAll` is measured by. */
export function watchZendeskJobs(baseUrl: string, accessToken: string, ids: readonly string[]) {
  const zendesk = createZendesk({ baseUrl, credentials: { accessToken } });
  return watchAll(ids.map((id) => [zendesk, id] as const));
}
