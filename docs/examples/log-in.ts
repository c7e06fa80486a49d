import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

const centurylink = createCenturylinkV2({
  accountAlias: "ALIAS",
  credentials: {
    username: process.env.CLC_USER ?? "",
    password: process.env.CLC_PASSWORD ?? "",
  },
});

const job = await centurylink.wait("wa1-12345");
console.log(job.state);
