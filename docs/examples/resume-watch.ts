import { createTrafficOps, type ResumeToken } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

let isStopping = false;
process.once("SIGTERM", () => (isStopping = true));
setTimeout(() => (isStopping = true), 30_000); // as if SIGTERM came

const watch = trafficOps.watch("1");
for await (const status of watch) {
  console.log(status.message);
  if (isStopping) break;
}

const saved = JSON.stringify(watch.resumeToken());
const token = JSON.parse(saved) as ResumeToken;
for await (const status of trafficOps.watch(token)) {
  console.log("resumed:", status.native);
}
