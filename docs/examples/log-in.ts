import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

const centurylink = createCenturylinkV2({
  accountAlias: "ALIAS",
  // With what a login takes, the client logs in by itself, and again where the session is lost.
  credentials: { username: process.env.CLC_USER ?? "", password: process.env.CLC_PASSWORD ?? "" },
});

const end = await centurylink.wait("wa1-12345");
console.log(end.state);
