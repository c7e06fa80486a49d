import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

const centurylink = createCenturylinkV2({
  accountAlias: process.env.CLC_ALIAS ?? "ALIAS",
  credentials: { token: process.env.CLC_TOKEN ?? "" },
});

const end = await centurylink.wait("wa1-12345");
console.log(end.state, end.native);
