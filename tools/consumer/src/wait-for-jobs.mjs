// A user's program, run by every runtime against the stand-in with the address in its first argument: it prints the
// terminal status of one job of each provider and the code of an error, one JSON text a line.
import process from "node:process";
import { JobStatusError, createZendesk } from "@jobstatus/zendesk";
import { waitForEachProvider } from "./wait-for-each-provider.mjs";

const baseUrl = process.argv[2] ?? "";

for (const end of await waitForEachProvider(baseUrl)) console.log(JSON.stringify(end));

const zendesk = createZendesk({ baseUrl, credentials: { accessToken: "for-tests" } });
await zendesk.status("nobody-knows-it").catch((/** @type {unknown} */ error) => {
  console.log(JSON.stringify({ code: error instanceof JobStatusError ? error.code : "another error" }));
});
