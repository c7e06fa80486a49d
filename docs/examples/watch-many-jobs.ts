import { createZendesk, watchAll } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

const ids = [
  "8b726e606741012ffc2d782bcb7848fe",
  "e7665094164c498781ebe4c8db6d2af5",
];

for await (const update of watchAll(ids.map((id) => [zendesk, id]))) {
  const { index, status, error } = update;
  console.log(`job ${index}: ${status ? status.native : error.code}`);
}
