import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { xml } from "@jobstatus/centurylink-v1/xml";

const centurylink = createCenturylinkV1({
  credentials: { cookie: `Tier3.API.Cookie=${process.env.CLC_SESSION ?? ""}` },
  format: xml,
});

const status = await centurylink.status(50);
console.log(status.state, status.updatedAt); // no zone: the provider's XML has none that can be trusted
