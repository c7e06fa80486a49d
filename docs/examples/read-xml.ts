import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { xml } from "@jobstatus/centurylink-v1/xml";

const centurylink = createCenturylinkV1({
  credentials: {
    cookie: process.env.JOBSTATUS_CENTURYLINK_V1_COOKIE ?? "",
  },
  format: xml,
});

const status = await centurylink.status(50);
console.log(status.state, status.updatedAt);
