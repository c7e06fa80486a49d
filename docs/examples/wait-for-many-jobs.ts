import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createZendesk, waitAll } from "@jobstatus/zendesk";

// Create one client for each account, and use it for all of its jobs.
const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});
const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

const results = await waitAll(
  [
    [zendesk, "8b726e606741012ffc2d782bcb7848fe"],
    [zendesk, "e7665094164c498781ebe4c8db6d2af5"],
    [trafficOps, 1],
  ],
  { timeoutMs: 10 * 60_000 },
);

for (const { index, status, error } of results) {
  console.log(index, status ? status.state : error.code);
}
