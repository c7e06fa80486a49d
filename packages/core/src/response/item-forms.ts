import { isObject, textAt, valueAt } from "./pointer.ts";
import { itemsIn, readItem } from "./read-items.ts";
import type { StatusReader } from "./status-reader.ts";

/** Reads the parts of a job, where `readItems` can't: from a map, or if their own value says that they failed. */
export const readItemForms: StatusReader = (draft, { job, contract }) => {
  const table = contract.job.items;
  if (!table) return;
  const found = valueAt(job, table.at);
  const members = table.map && isObject(found) ? found : {};
  const items = table.map ? isObject(found) && Object.values(members) : itemsIn(found);
  if (!items) return;
  const keys = Object.keys(members);
  draft.items = items.map((item, position) => {
    const outcome = textAt(item, ...(table.outcome ?? []));
    const hasFailed = outcome !== undefined && (table.failedOutcomes?.includes(outcome) ?? false);
    const id = keys[position];
    return { ...(id !== undefined && { id }), ...readItem(table, item, position, hasFailed) };
  });
};
