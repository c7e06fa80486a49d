// A user's program, run by every runtime: it waits for a job of a server whose certificate no runtime trusts, with the address
// in its first argument. With a second address, the first poll goes there, and succeeds. It prints how the wait ended.
import process from "node:process";
import { JobStatusError, createZendesk, fixed } from "@jobstatus/zendesk";

const [, , baseUrl = "", firstUrl = baseUrl] = process.argv;
let requests = 0;

const zendesk = createZendesk({
  baseUrl,
  credentials: { accessToken: "for-tests" },
  schedule: fixed(1),
  fetch(input, init) {
    requests += 1;
    return fetch(requests === 1 ? input.replace(baseUrl, firstUrl) : input, init);
  },
});

await zendesk.wait("V3-running").catch((/** @type {unknown} */ error) => {
  const { code, permanent, message, lastStatus } =
    error instanceof JobStatusError ? error : new JobStatusError("no-job", "");
  console.log(JSON.stringify({ code, permanent, message, last: lastStatus?.native, requests }));
});
