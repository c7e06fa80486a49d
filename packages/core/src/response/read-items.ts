import type { ContractItems } from "../contract/contract.ts";
import type { JobItem } from "../model/job-status.ts";
import { isObject, textAt, textFrom, valueAt, valuesAt } from "./pointer.ts";
import type { StatusReader } from "./status-reader.ts";

/** Reads the parts of a job. */
export const readItems: StatusReader = (draft, { job, contract }) => {
  const table = contract.job.items;
  if (!table) return;
  const items = itemsIn(valueAt(job, table.at));
  if (items) draft.items = items.map((item, position) => readItem(table, item, position, false));
};

/** The items in a value: an array, or a single object; undefined if there are none. */
export function itemsIn(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : isObject(value) ? [value] : undefined;
}

/**
 * Reads one part of a job.
 *
 * @param hasFailed - Whether it failed, whatever its fields say.
 */
export function readItem(table: ContractItems, item: unknown, position: number, hasFailed: boolean): JobItem {
  const errors = (table.errors ?? []).flatMap((pointer) => valuesAt(item, pointer)).filter(isFilled);
  const ok = !hasFailed && valueAt(item, table.success) !== false && errors.length === 0;
  const id = textAt(item, table.id);
  const index = valueAt(item, table.index);
  const native = textAt(item, ...(table.outcome ?? []));
  const reasons = [...errors, ...(ok ? [] : [valueAt(item, table.details)].filter(isFilled))];
  return {
    ...(id !== undefined && { id }),
    index: typeof index === "number" ? index : position,
    ok,
    ...(native !== undefined && { native }),
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
