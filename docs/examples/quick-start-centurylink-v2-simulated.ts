import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

const centurylink = createCenturylinkV2({
  baseUrl: process.env.JOBSTATUS_CENTURYLINK_V2_BASE_URL ?? "",
  accountAlias: "ALIAS",
  credentials: { token: process.env.JOBSTATUS_CENTURYLINK_V2_TOKEN ?? "" },
});

const job = await centurylink.wait("wa1-12345");

console.log(job.state, job.native);
