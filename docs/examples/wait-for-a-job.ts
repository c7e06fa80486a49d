import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: { email: "agent@example.org", apiToken: process.env.ZENDESK_API_TOKEN ?? "" },
});

const end = await zendesk.wait("8b726e606741012ffc2d782bcb7848fe", { timeoutMs: 10 * 60_000 });

console.log(end.state); // "succeeded", "partial", "failed" or "cancelled"
console.log(end.items?.filter((item) => !item.ok)); // what failed, and why
