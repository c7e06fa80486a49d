import type { Job } from "../job-store.ts";
import { withOverrides, type JobMoment } from "../job-timeline.ts";
import type { JsonValue } from "../json.ts";
import type { HeaderPairs } from "../responses.ts";
import type { ScenarioItem } from "../scenario.ts";
import { dotnetDateFromMs, localDateTimeFromMs, rfc3339FromMs } from "../time-text.ts";
import { valueFromText, writeAt, type JsonDraft } from "./json-draft.ts";
import type { SimulatedItems, SimulatedOperation, SimulatedPlace, SimulatedStatusRule } from "./simulated-contract.ts";

/** A job as a provider writes it: the object that the contract's pointers start at, and what stands outside of it. */
export interface WrittenJob {
  readonly job: JsonDraft;
  readonly headers: HeaderPairs;
  readonly httpStatus: number;
}

/** How many parts a job without items counts. */
const PARTS = 100;
const PERCENT = 100;

/** Writes a job as the contract says that its provider does. */
export function writeJob({ job: places }: SimulatedOperation, job: Job, moment: JobMoment): WrittenJob {
  const draft: JsonDraft = {};
  const headers: [string, string][] = [];
  const put = (place: SimulatedPlace | undefined, value: number): void => {
    if (place === undefined) return;
    if (typeof place === "string") writeAt(draft, place, value);
    else if ("text" in place) writeAt(draft, place.text, String(value));
    else headers.push([place.header, String(value)]);
  };
  const httpStatus = writeStatus(draft, places.status, moment.status);
  const { message } = places;
  if (message !== undefined && moment.message !== undefined && !tellsAnother(places.status, moment.status, message)) {
    writeAt(draft, message, moment.message);
  }
  if (places.title !== undefined && job.title !== undefined) writeAt(draft, places.title, job.title);
  const total = job.items.length || PARTS;
  put(places.progress?.percent, Math.round(moment.fraction * PERCENT));
  put(places.progress?.fraction, moment.fraction);
  put(places.progress?.completed, Math.round(moment.fraction * total));
  put(places.progress?.total, total);
  writeTimes(draft, places.times ?? {}, job, moment);
  if (places.items !== undefined) writeItems(draft, places.items, moment.stage === "ended" ? job.items : []);
  writeCounts(draft, places.counts, job.items);
  return { job: withOverrides(draft, moment), headers, httpStatus };
}

/** Writes the fields by which the status value is known, and returns the HTTP status that belongs to it. */
function writeStatus(draft: JsonDraft, status: string | readonly SimulatedStatusRule[], value: string): number {
  if (typeof status === "string") {
    writeAt(draft, status, value);
    return 200;
  }
  const rule = status.find((each) => each.value === value) ?? status.find((each) => each.at !== undefined);
  if (rule?.at !== undefined) writeAt(draft, rule.at, valueFromText(value));
  const { at, equals, and = [], http } = rule?.where ?? {};
  const fields = at === undefined ? and : [{ at, equals }, ...and];
  for (const field of fields) writeAt(draft, field.at, field.equals === undefined ? {} : valueFromText(field.equals));
  return http ?? 200;
}

/** Whether a field, once it is there, would tell of another status value: the text of an error, in a job without one. */
function tellsAnother(status: string | readonly SimulatedStatusRule[], value: string, pointer: string): boolean {
  if (typeof status === "string") return false;
  const telling = status.filter(({ where }) => where?.at !== undefined && pointer.startsWith(`${where.at}/`));
  return telling.length > 0 && !status.some((rule) => rule.value === value && sharesField(rule, pointer));
}

function sharesField({ where }: SimulatedStatusRule, pointer: string): boolean {
  const field = pointer.split("/")[1];
  return where?.at?.split("/")[1] === field;
}

function writeTimes(
  draft: JsonDraft,
  times: SimulatedOperation["job"]["times"] & object,
  { createdAtMs }: Job,
  { workStartMs, changedMs, endedMs, stage }: JobMoment,
): void {
  const offsets: Readonly<Record<string, number | undefined>> = {
    createdAt: 0,
    startedAt: stage === "waiting" ? undefined : workStartMs,
    updatedAt: changedMs,
    finishedAt: endedMs,
  };
  for (const [name, time] of Object.entries(times)) {
    const offsetMs = offsets[name];
    if (time === undefined || offsetMs === undefined) continue;
    writeAt(draft, time.at, timeText(createdAtMs + offsetMs, time.encodings[0] ?? "rfc3339"));
  }
}

function timeText(atMs: number, encoding: string): JsonValue {
  const written: Readonly<Record<string, JsonValue>> = {
    "local-date-time": localDateTimeFromMs(atMs, 0),
    "dotnet-date": dotnetDateFromMs(atMs),
    "iso8601-offset": rfc3339FromMs(atMs).replace("Z", "+0000"),
    "epoch-seconds": Math.floor(atMs / 1000),
    "epoch-milliseconds": atMs,
  };
  return written[encoding] ?? rfc3339FromMs(atMs);
}

function writeItems(draft: JsonDraft, places: SimulatedItems, items: readonly ScenarioItem[]): void {
  const written = items.map((item, index) => writeItem(places, item, index));
  const value: JsonValue =
    places.map === true ? Object.fromEntries(written.map((item, index) => [idOf(items[index], index), item])) : written;
  writeAt(draft, places.at, value);
}

function writeItem(places: SimulatedItems, item: ScenarioItem, index: number): JsonDraft {
  const draft: JsonDraft = {};
  const failed = item.error !== undefined;
  if (places.id !== undefined) writeAt(draft, places.id, item.id ?? idOf(item, index));
  if (places.index !== undefined) writeAt(draft, places.index, index);
  if (places.success !== undefined) writeAt(draft, places.success, !failed);
  if (places.outcome?.[0] !== undefined) {
    writeAt(draft, places.outcome[0], failed ? valueFromText(places.failedOutcomes?.[0] ?? "failed") : "done");
  }
  if (item.error !== undefined && places.errors?.[0] !== undefined) writeAt(draft, places.errors[0], item.error);
  if (item.details !== undefined && places.details !== undefined) writeAt(draft, places.details, item.details);
  return draft;
}

function idOf(item: ScenarioItem | undefined, index: number): string {
  return String(item?.id ?? index + 1);
}

function writeCounts(
  draft: JsonDraft,
  counts: SimulatedOperation["job"]["counts"],
  items: readonly ScenarioItem[],
): void {
  if (counts === undefined) return;
  const failed = items.filter(({ error }) => error !== undefined).length;
  // Several places are added up, so the first has it all.
  const put = (pointers: readonly string[] | undefined, value: number): void => {
    for (const [index, pointer] of (pointers ?? []).entries()) writeAt(draft, pointer, index === 0 ? value : 0);
  };
  const total = items.length || PARTS;
  put(counts.failed, failed);
  put(counts.succeeded, total - failed);
  if (counts.total !== undefined) writeAt(draft, counts.total, total);
}
