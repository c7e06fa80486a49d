import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  baseUrl: process.env.JOBSTATUS_ZENDESK_BASE_URL ?? "",
  credentials: {
    email: process.env.JOBSTATUS_ZENDESK_EMAIL ?? "",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

const job = await zendesk.wait("3c885e888116b4730cf05e98c6568e62");

console.log(job.state, job.native);
