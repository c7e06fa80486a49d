import { createZendesk, fixed } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
  timeoutMs: 10 * 60_000,
  schedule: fixed(5_000),
});

// Polls every 5 seconds, for at most 10 minutes.
const first = await zendesk.wait("8b726e606741012ffc2d782bcb7848fe");
console.log(first.state);

// Polls every 5 seconds, for at most an hour.
const second = await zendesk.wait("e7665094164c498781ebe4c8db6d2af5", {
  timeoutMs: 60 * 60_000,
});
console.log(second.state);
