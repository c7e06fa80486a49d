import { createZendesk, watchAll } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

const watch = watchAll([[zendesk, "8b726e606741012ffc2d782bcb7848fe"]]);
watch.add([zendesk, "e7665094164c498781ebe4c8db6d2af5"]);

for await (const { index, status } of watch) {
  const { jobs, ended } = watch.totals();
  console.log(`job ${index} ${status?.state}: ${ended} of ${jobs} ended`);
}
console.log(watch.totals().states);
