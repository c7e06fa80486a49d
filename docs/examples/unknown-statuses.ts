import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

const centurylink = createCenturylinkV2({
  accountAlias: "ALIAS",
  credentials: { token: process.env.CLC_TOKEN ?? "" },
});

const status = await centurylink.wait("wa1-12345", {
  until: (seen) => seen.state === "unknown", // default: wait on, until the timeout
});
console.log(status.state, status.native);
