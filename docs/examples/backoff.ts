import { createZendesk, exponential, fixed } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

// Every 5 seconds.
await zendesk.wait("8b726e606741012ffc2d782bcb7848fe", {
  schedule: fixed(5_000),
});

// 1 s, 1.5 s, 2.25 s and so on, at most a minute, with jitter.
const job = await zendesk.wait("e7665094164c498781ebe4c8db6d2af5", {
  schedule: exponential({ firstMs: 1_000, factor: 1.5, longestMs: 60_000 }),
});
console.log(job.state);
