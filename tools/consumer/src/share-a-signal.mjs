// A user's program that stops twenty waits with one signal: Node warns of a leak if a signal has more than ten listeners. It
// prints the codes of the errors, and the warnings.
import process from "node:process";
import { JobStatusError, createZendesk } from "@jobstatus/zendesk";

/** @type {string[]} */
const warnings = [];
process.on("warning", ({ name }) => warnings.push(name));

const stop = new AbortController();
const zendesk = createZendesk({
  baseUrl: process.argv[2] ?? "",
  credentials: { accessToken: "for-tests" },
  onEvent({ type }) {
    if (type === "response") stop.abort();
  },
});
const waits = Array.from({ length: 20 }, (_, index) => zendesk.wait(`V3-running-${index}`, { signal: stop.signal }));
const codes = new Set();
for (const wait of waits) {
  await wait.catch((/** @type {unknown} */ error) => codes.add(JobStatusError.is(error) ? error.code : String(error)));
}
console.log(JSON.stringify({ codes: [...codes], warnings }));
