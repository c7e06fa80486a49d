import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

const centurylink = createCenturylinkV2({
  accountAlias: "ALIAS",
  credentials: {
    username: process.env.JOBSTATUS_CENTURYLINK_V2_USERNAME ?? "",
    password: process.env.JOBSTATUS_CENTURYLINK_V2_PASSWORD ?? "",
  },
});

const job = await centurylink.wait("wa1-12345");

console.log(job.state, job.native);
