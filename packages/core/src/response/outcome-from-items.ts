import type { StatusReader } from "./status-reader.ts";

/** Lets the items decide the outcome of the status values for which the contract says so. It runs behind `readItems`. */
export const outcomeFromItems: StatusReader = (draft, { contract }) => {
  const { native, items = [] } = draft;
  const failed = contract.outcomeFromItems?.includes(native) ? items.filter((item) => !item.ok).length : 0;
  if (failed > 0) draft.state = failed === items.length ? "failed" : "partial";
};
