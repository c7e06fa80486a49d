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
  if (!(error instanceof JobStatusError) || error.code !== "gone")
    throw error;
  // The job may have ended: look at what it was to do instead.
  console.log("last seen:", error.lastStatus?.state);
}
