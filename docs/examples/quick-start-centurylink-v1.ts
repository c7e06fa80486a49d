import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";

const centurylink = createCenturylinkV1({
  credentials: { cookie: `Tier3.API.Cookie=${process.env.CLC_SESSION ?? ""}` },
});

const end = await centurylink.wait(50);
console.log(end.state, end.title, end.progress?.fraction);
