// A user's program, run by every runtime against the stand-in whose address it is given: waits for one job of each
// provider through the packed packages, and prints what came out, one JSON text a line.
import process from "node:process";
import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { JobStatusError, createZendesk } from "@jobstatus/zendesk";

const baseUrl = process.argv[2] ?? "";
const options = { schedule: () => 5, timeoutMs: 20_000 };
const zendesk = createZendesk({ baseUrl, credentials: { accessToken: "for-tests" } });

const waits = [
  createCenturylinkV1({ baseUrl, credentials: { cookie: "session=for-tests" } }).wait("12345", options),
  createCenturylinkV2({ baseUrl, accountAlias: "ALIAS", credentials: { token: "for-tests" } }).wait("va1-1", options),
  createTrafficOps({ baseUrl, credentials: { accessToken: "for-tests" } }).wait("9007199254740993", options),
  createVeevaVault({ baseUrl, credentials: { sessionId: "for-tests" } }).wait("1201", options),
  zendesk.wait("8b726e606741012ffc2d782bcb7848fe", options),
];
for (const { provider, id, state, native } of await Promise.all(waits)) {
  console.log(JSON.stringify({ provider, id, state, native }));
}

await zendesk.status("nobody-knows-it").catch((/** @type {unknown} */ error) => {
  console.log(JSON.stringify({ code: error instanceof JobStatusError ? error.code : "another error" }));
});
