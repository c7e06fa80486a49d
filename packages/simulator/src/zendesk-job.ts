import { withOverrides, type JobMoment, type Vocabulary } from "./job-timeline.ts";
import type { Job } from "./job-store.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Scenario, ScenarioItem } from "./scenario.ts";
import { rfc3339FromMs } from "./time-text.ts";

/** Zendesk's statuses and the course of its jobs. */
export const ZENDESK_VOCABULARY: Vocabulary = {
  stages: { queued: "waiting", working: "working", completed: "ended", failed: "ended", killed: "ended" },
  course: [
    { status: "queued", forMs: 2_000 },
    { status: "working", forMs: 8_000 },
  ],
  steps: [],
  ends: {
    succeeded: { status: "completed", message: "" },
    // There is no status for it: the items tell.
    partial: { status: "completed", message: "" },
    failed: { status: "failed", message: "Job failed" },
    cancelled: { status: "killed", message: "Job killed" },
  },
};

const FIRST_ITEM_ID = 380;

/** How many items a job has by default. */
const DEFAULT_ITEM_COUNT = 3;

/** Gives a job its items if it has none, and with `partial` lets the last one fail if none does. */
export function completeZendeskScenario(scenario: Scenario): Scenario {
  const items: readonly ScenarioItem[] =
    scenario.items ?? Array.from({ length: DEFAULT_ITEM_COUNT }, (_, index) => ({ title: `Ticket ${index + 1}` }));
  if (scenario.outcome !== "partial" || items.some((item) => item.error !== undefined)) return { ...scenario, items };
  const failed = { ...items.at(-1), error: "RecordInvalid", details: "Subject: cannot be blank" };
  return { ...scenario, items: [...items.slice(0, -1), failed] };
}

/** What a bulk call does with its records. */
export type ZendeskAction = "create" | "update" | "delete";

const DONE_STATUSES: Record<ZendeskAction, string> = { create: "Created", update: "Updated", delete: "Deleted" };
const JOB_TYPES: Record<ZendeskAction, string> = {
  create: "Bulk Create Ticket",
  update: "Bulk Update Ticket",
  delete: "Bulk Delete Ticket",
};

function itemResult(item: ScenarioItem, index: number, action: ZendeskAction): JsonObject {
  const id = item.id ?? FIRST_ITEM_ID + index;
  const title = item.title === undefined ? {} : { title: item.title };
  if (item.error === undefined) {
    return { id, index, ...title, action, errors: "", success: true, status: DONE_STATUSES[action] };
  }
  return { id, index, error: item.error, ...(item.details === undefined ? {} : { details: item.details }) };
}

function jobMessage(job: Job, moment: JobMoment): string | null {
  if (moment.message !== undefined && moment.message !== "") return moment.message;
  if (moment.status !== "completed") return null;
  const end = rfc3339FromMs(job.createdAtMs + (moment.endedMs ?? 0));
  return `Completed at ${end.slice(0, 10)} ${end.slice(11, 19)} +0000`;
}

/** A job in Zendesk's shape. What is not known while it waits is null. */
export function zendeskJobBody(job: Job, moment: JobMoment, origin: string, action: ZendeskAction): JsonObject {
  const total = job.items.length;
  const done = Math.floor(moment.fraction * total);
  const counted = moment.stage !== "waiting";
  const results: JsonValue =
    counted && done > 0 ? job.items.slice(0, done).map((item, index) => itemResult(item, index, action)) : null;
  const usual: JsonObject = {
    id: job.id,
    job_type: job.title ?? JOB_TYPES[action],
    url: `${origin}/api/v2/job_statuses/${encodeURIComponent(job.id)}.json`,
    total: counted ? total : null,
    progress: counted ? done : null,
    status: moment.status,
    message: jobMessage(job, moment),
    results,
  };
  return withOverrides(usual, moment);
}

/** 32 hexadecimal digits that look unlike each other and are the same in every run. */
export function zendeskIdFromCount(count: number): string {
  let state = count;
  let digits = "";
  while (digits.length < 32) {
    // A linear congruential step, then its high bits: the low ones repeat soon.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    digits += (state >>> 16).toString(16).padStart(4, "0");
  }
  return digits;
}
