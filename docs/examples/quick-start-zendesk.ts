import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: process.env.ZENDESK_SUBDOMAIN ?? "company", // the part of the address before .zendesk.com
  credentials: { email: "agent@example.org", apiToken: process.env.ZENDESK_API_TOKEN ?? "" },
});

const end = await zendesk.wait("8b726e606741012ffc2d782bcb7848fe");
console.log(end.state, end.native);
for (const item of end.items ?? []) if (!item.ok) console.log(item.index, item.error);
