import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";

const centurylink = createCenturylinkV1({
  baseUrl: process.env.JOBSTATUS_CENTURYLINK_V1_BASE_URL ?? "",
  credentials: {
    cookie: process.env.JOBSTATUS_CENTURYLINK_V1_COOKIE ?? "",
  },
});

const job = await centurylink.wait(50);

console.log(job.state, job.native);
