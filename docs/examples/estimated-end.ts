import { createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

/** Stands for your progress bar. */
function show(state: string, remainingMs: number | undefined): void {
  const hint = remainingMs === undefined ? "" : ", with an estimate";
  console.log(`${state}${hint}`);
}

for await (const status of zendesk.watch(
  "8b726e606741012ffc2d782bcb7848fe",
)) {
  const { state, estimatedEnd } = status;
  // Ignore an estimate that is hardly more than a guess.
  const end =
    (estimatedEnd?.confidence ?? 0) > 0.1 ? estimatedEnd : undefined;
  show(state, end && Date.parse(end.at) - Date.now());
}
