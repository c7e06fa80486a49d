import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

// zendesk.fetch adds the credentials, and refuses any other host.
const response = await zendesk.fetch("/api/v2/tickets/update_many.json", {
  method: "PUT",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ tickets: [{ id: 380, status: "solved" }] }),
});

// Pass the whole response: wait() reads the job's ID from it.
const job = await zendesk.wait(response);
console.log(job.state, job.items?.length);
