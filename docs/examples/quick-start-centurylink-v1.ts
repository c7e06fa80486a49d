import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";

const centurylink = createCenturylinkV1({
  credentials: {
    APIKey: process.env.JOBSTATUS_CENTURYLINK_V1_API_KEY ?? "",
    Password: process.env.JOBSTATUS_CENTURYLINK_V1_PASSWORD ?? "",
  },
});

const job = await centurylink.wait(50);

console.log(job.state, job.native);
console.log(job.title);
