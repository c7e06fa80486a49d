import type { ContractItems } from "../contract/contract.ts";
import type { JobItem } from "../model/job-status.ts";
import { isObject, textAt, textFrom, valueAt, valuesAt } from "./pointer.ts";
import type { StatusReader } from "./status-reader.ts";

/** Reads the parts of a job. */
export const readItems: StatusReader = (draft, { job, contract }) => {
  const table = contract.job.items;
  if (!table) return;
  const found = valueAt(job, table.at);
  const list: unknown[] | undefined = Array.isArray(found) ? found : isObject(found) ? [found] : undefined;
  if (list) draft.items = list.map((item, position) => readItem(table, item, position));
};

function readItem(table: ContractItems, item: unknown, position: number): JobItem {
  const errors = (table.errors ?? []).flatMap((pointer) => valuesAt(item, pointer)).filter(isFilled);
  const ok = valueAt(item, table.success) !== false && errors.length === 0;
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
