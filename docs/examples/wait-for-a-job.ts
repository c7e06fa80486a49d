import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

const job = await zendesk.wait("8b726e606741012ffc2d782bcb7848fe");

console.log(job.state); // "succeeded", "partial", "failed" or "cancelled"
for (const item of job.items ?? []) {
  if (!item.ok) console.log(`ticket ${item.id}: ${item.error}`);
}
