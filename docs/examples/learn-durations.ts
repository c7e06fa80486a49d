import { createZendesk, type DurationStore } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

/** Keeps the durations of each kind in memory. Use your database instead. */
const durationsByKind = new Map<string, readonly number[]>();
const store: DurationStore = {
  read: (kind) => durationsByKind.get(kind) ?? [],
  add: (kind, durationMs) => {
    const durations = durationsByKind.get(kind) ?? [];
    durationsByKind.set(kind, [...durations, durationMs].slice(-20));
  },
};

const durations = { kind: "update many tickets", store };
for (const id of [
  "8b726e606741012ffc2d782bcb7848fe",
  "e7665094164c498781ebe4c8db6d2af5",
]) {
  const job = await zendesk.wait(id, { durations });
  const known = durationsByKind.get("update many tickets") ?? [];
  console.log(job.state, `${known.length} known`);
}
