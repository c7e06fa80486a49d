import { createZendesk } from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});
const api = createZendeskApi(zendesk);

// Paths, parameters and responses are typed.
const { data } = await api.GET("/api/v2/job_statuses", {
  params: { query: { "page[size]": 25 } },
});
for (const job of data?.job_statuses ?? []) {
  console.log(job.id, job.status);
}
