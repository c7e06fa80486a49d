import type { ContractPlace } from "../contract/contract.ts";
import { valueAt } from "./pointer.ts";
import { numberOf, writeProgress } from "./read-progress.ts";
import type { StatusReader } from "./status-reader.ts";

/** Reads how far a job is, as `readProgress` does, and also from 0 to 1, from text and from headers. */
export const readProgressForms: StatusReader = (draft, { job, contract, head }) => {
  const { progress } = contract.job;
  if (!progress) return;
  const numberAt = (place: ContractPlace | undefined) => {
    if (place === undefined || typeof place === "string") return numberOf(valueAt(job, place));
    return numberOf(numberFrom("text" in place ? valueAt(job, place.text) : head.headers.get(place.header)));
  };
  if (!("fraction" in progress)) {
    writeProgress(draft, progress, numberAt);
    return;
  }
  const fraction = numberAt(progress.fraction);
  if (fraction !== undefined && fraction <= 1) draft.progress = { fraction };
};

/** A number, or the number in a text such as `42`, `42.5` or `42 %`. */
function numberFrom(value: unknown): unknown {
  const [, digits] = typeof value === "string" ? (/^(\d{1,15}(?:\.\d{1,15})?)(?: ?%)?$/.exec(value.trim()) ?? []) : [];
  return digits === undefined ? value : Number(digits);
}
