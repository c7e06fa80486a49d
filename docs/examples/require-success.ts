import { createZendesk, JobStatusError } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

try {
  await zendesk.wait("8b726e606741012ffc2d782bcb7848fe", {
    requireSuccess: true,
  });
} catch (error) {
  if (!(error instanceof JobStatusError)) throw error;
  if (error.code !== "unsuccessful") throw error;
  const failed = error.lastStatus?.items?.filter((item) => !item.ok) ?? [];
  console.log(`${error.lastStatus?.state}: ${failed.length} failed`);
}
