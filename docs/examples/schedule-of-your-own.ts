import { type Schedule, createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: { email: "agent@example.org", apiToken: process.env.ZENDESK_API_TOKEN ?? "" },
});

/** Looks often in the first half minute, then once in half a minute. A pure function of what has been seen. */
const eagerAtFirst: Schedule = ({ elapsedMs }) => (elapsedMs < 30_000 ? 2_000 : 30_000);

const end = await zendesk.wait("8b726e606741012ffc2d782bcb7848fe", { schedule: eagerAtFirst });
console.log(end.state);
