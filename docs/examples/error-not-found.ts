import { createZendesk, JobStatusError } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

try {
  await zendesk.wait("8b726e606741012ffc2d782bcb7848fe");
} catch (error) {
  if (!(error instanceof JobStatusError)) throw error;
  if (error.code !== "not-found") throw error;
  console.log(`no job ${error.jobId} in this account`);
}
