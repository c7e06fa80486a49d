import type { ContractPlace } from "../contract/contract.ts";
import { valueAt } from "./pointer.ts";
import { writeProgress } from "./read-progress.ts";
import type { StatusReader } from "./status-reader.ts";

/** Reads how far a job is, as `readProgress` does, and also numbers in text and in headers. */
export const readProgressForms: StatusReader = (draft, { job, contract, head }) => {
  const { progress } = contract.job;
  if (!progress) return;
  writeProgress(draft, progress, (place: ContractPlace) => {
    if (typeof place === "string") return valueAt(job, place);
    return numberFrom("text" in place ? valueAt(job, place.text) : head.headers.get(place.header));
  });
};

/** A number, or the number in a text such as `42`, `42.5` or `42 %`. */
function numberFrom(value: unknown): unknown {
  const [, digits] = typeof value === "string" ? (/^\s*(\d{1,15}(?:\.\d{1,15})?)\s*%?\s*$/.exec(value) ?? []) : [];
  return digits === undefined ? value : Number(digits);
}
