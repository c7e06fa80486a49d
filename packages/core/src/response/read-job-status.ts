import type { Contract, ContractItems, ContractJob, ContractLink, JobTime } from "../contract/contract.ts";
import type { JobState } from "../model/job-state.ts";
import type { JobItem, JobLink, JobProgress, JobStatus } from "../model/job-status.ts";
import { ContractMismatch } from "./contract-mismatch.ts";
import { isObject, textAt, textFrom, valueAt, valuesAt } from "./pointer.ts";
import { timeFrom } from "./time.ts";

/**
 * Reads the status of a job from a decoded response, as the contract's table says.
 *
 * @param id - The id that was requested. It holds, whatever id the body names.
 * @param onUnreadableTime - Called with each time that is there and can't be read; the status then has none.
 * @throws ContractMismatch - There is no job in the body or there are several, or there is no status value in the job.
 */
export function readJobStatus<Raw>(
  contract: Contract,
  id: string,
  raw: Raw,
  onUnreadableTime?: (time: JobTime, text: string) => void,
): JobStatus<Raw> {
  const { job: table } = contract;
  const at = table.at.find((pointer) => {
    const found = valueAt(raw, pointer);
    if (Array.isArray(found) && found.length > 1) throw new ContractMismatch(pointer, "there are several jobs");
    return isObject(found);
  });
  if (at === undefined) throw new ContractMismatch(table.at[0] ?? "", "there is no job");
  const job = valueAt(raw, at);
  const native = valueAt(job, table.status);
  if (typeof native !== "string") throw new ContractMismatch(at + table.status, "there is no status value");

  const items = table.items && readItems(table.items, job);
  const state = readState(contract, native, items);
  return {
    provider: contract.provider,
    id,
    state,
    native,
    ...present("message", textAt(job, table.message)),
    ...present("title", textAt(job, table.title)),
    ...present("progress", readProgress(table, job)),
    ...present("items", items),
    ...readTimes(table, job, { native, state }, onUnreadableTime),
    ...present("links", table.links && readLinks(table.links, job)),
    raw,
  };
}

function present<Name extends string, Value>(name: Name, value: Value | undefined): { [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]: Value });
}

function readState(contract: Contract, native: string, items: readonly JobItem[] = []): JobState {
  if (!Object.hasOwn(contract.states, native)) return "unknown";
  const failed = contract.outcomeFromItems?.includes(native) ? items.filter((item) => !item.ok).length : 0;
  if (failed > 0) return failed === items.length ? "failed" : "partial";
  return contract.states[native] ?? "unknown";
}

function readProgress({ progress }: ContractJob, job: unknown): JobProgress | undefined {
  if (!progress) return undefined;
  if ("percent" in progress) {
    const percent = readNumber(job, progress.percent);
    return percent !== undefined && percent <= 100 ? { fraction: percent / 100 } : undefined;
  }
  const completed = readNumber(job, progress.completed);
  const total = readNumber(job, progress.total);
  if (completed === undefined && total === undefined) return undefined;
  const counted = completed !== undefined && total !== undefined && total > 0 && completed <= total;
  return {
    ...present("fraction", counted ? completed / total : undefined),
    ...present("completed", completed),
    ...present("total", total),
  };
}

/** A number that is negative, unreadable or without end is no reading of progress. */
function readNumber(job: unknown, pointer: string): number | undefined {
  const value = valueAt(job, pointer);
  return typeof value === "number" && value >= 0 && value < Infinity ? value : undefined;
}

function readItems(table: ContractItems, job: unknown): JobItem[] | undefined {
  const found = valueAt(job, table.at);
  const list: unknown[] | undefined = Array.isArray(found) ? found : isObject(found) ? [found] : undefined;
  return list?.map((item, position) => readItem(table, item, position));
}

function readItem(table: ContractItems, item: unknown, position: number): JobItem {
  const errors = (table.errors ?? []).flatMap((pointer) => valuesAt(item, pointer)).filter(isFilled);
  const ok = valueAt(item, table.success) !== false && errors.length === 0;
  const index = valueAt(item, table.index);
  const reasons = [...errors, ...(ok ? [] : [valueAt(item, table.details)].filter(isFilled))];
  return {
    ...present("id", textAt(item, table.id)),
    index: typeof index === "number" ? index : position,
    ok,
    ...present("native", textAt(item, ...(table.outcome ?? []))),
    ...(reasons.length > 0 && {
      error: reasons.map((reason) => textFrom(reason) ?? JSON.stringify(reason)).join(": "),
    }),
  };
}

function isFilled(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== "" &&
    value !== false &&
    (typeof value !== "object" || JSON.stringify(value).length > 2)
  );
}

function readTimes(
  table: ContractJob,
  job: unknown,
  { native, state }: Pick<JobStatus, "native" | "state">,
  onUnreadable?: (time: JobTime, text: string) => void,
): { [T in JobTime]?: string } {
  const local = table.untrustedZoneStatuses?.includes(native) ?? false;
  const times: { [T in JobTime]?: string } = {};
  for (const name of ["createdAt", "startedAt", "updatedAt", "finishedAt"] as const) {
    const time = table.times?.[name];
    const text = valueAt(job, time?.at);
    // What has not begun has no start: a provider that names one names its plan.
    if (!time || typeof text !== "string" || (name === "startedAt" && state === "pending")) continue;
    const read = timeFrom(text, time.encodings, local);
    if (read === undefined && text !== "") onUnreadable?.(name, text);
    Object.assign(times, present(name, read));
  }
  return times;
}

function readLinks(table: readonly ContractLink[], job: unknown): JobLink[] | undefined {
  const links = table.flatMap((link) => {
    if (!("href" in link)) return readLink(link.rel, textAt(job, link.at), undefined);
    return valuesAt(job, `${link.at}/*`).flatMap((found) =>
      readLink(textAt(found, link.rel), textAt(found, link.href), textAt(found, link.method)),
    );
  });
  return links.length > 0 ? links : undefined;
}

function readLink(rel: string | undefined, href: string | undefined, method: string | undefined): JobLink[] {
  return rel && href ? [{ rel, href, ...present("method", method) }] : [];
}
