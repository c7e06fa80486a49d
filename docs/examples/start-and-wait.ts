import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: { email: "agent@example.org", apiToken: process.env.ZENDESK_API_TOKEN ?? "" },
});

// The client's fetch sends its credentials along, to its own origin only.
const response = await zendesk.fetch(
  new Request(`${zendesk.baseUrl}/api/v2/tickets/update_many.json`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ tickets: [{ id: 380, status: "solved" }] }),
  }),
);

// The response names its job: an id, a link, a body or the whole response will do.
const end = await zendesk.wait(response);
console.log(end.state, end.items?.length);
