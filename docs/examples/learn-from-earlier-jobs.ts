import { type DurationStore, createZendesk } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: { email: "agent@example.org", apiToken: process.env.ZENDESK_API_TOKEN ?? "" },
});

/** Keeps the durations of each kind, in milliseconds, in this process; a file or a database will do as well. */
const kept = new Map<string, readonly number[]>();
const store: DurationStore = {
  read: (kind) => kept.get(kind) ?? [],
  add: (kind, durationMs) => {
    kept.set(kind, [...(kept.get(kind) ?? []), durationMs].slice(-20));
  },
};

// Jobs of one kind take about as long as each other: here all that one call of yours starts.
const durations = { kind: "update many tickets", store };

for (const job of ["8b726e606741012ffc2d782bcb7848fe", "e7665094164c498781ebe4c8db6d2af5"]) {
  const end = await zendesk.wait(job, { durations });
  console.log(end.state, kept.get("update many tickets")?.length);
}
