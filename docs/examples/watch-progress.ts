import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

for await (const status of zendesk.watch(
  "8b726e606741012ffc2d782bcb7848fe",
)) {
  const { completed = 0, total = "?" } = status.progress ?? {};
  console.log(
    `${status.state} (${status.native}): ${completed} of ${total}`,
  );
}
