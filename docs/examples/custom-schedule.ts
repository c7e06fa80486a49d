import { createZendesk, type Schedule } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

/** Every 2 seconds for half a minute, then every 30 seconds. */
const eagerAtFirst: Schedule = ({ elapsedMs }) =>
  elapsedMs < 30_000 ? 2_000 : 30_000;

const job = await zendesk.wait("8b726e606741012ffc2d782bcb7848fe", {
  schedule: eagerAtFirst,
});
console.log(job.state);
