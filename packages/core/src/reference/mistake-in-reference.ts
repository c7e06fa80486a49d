import { isObject } from "../response/pointer.ts";

const has = (value: unknown, ...names: readonly string[]) =>
  isObject(value) && names.every((name) => typeof value[name] === "function");

/** What is passed by mistake in place of a job, and what to do instead. */
const MISTAKES: readonly (readonly [test: (value: unknown) => boolean, problem: string])[] = [
  [(value) => value === undefined || value === null, "no job was passed; look for a call that returned nothing"],
  [(value) => has(value, "then"), "a promise was passed; await the response first"],
  [(value) => typeof value === "function", "a function was passed; call it, and pass what it returns"],
  [(value) => has(value, "watch", "wait"), "a client was passed; pass the job"],
  [(value) => isObject(value) && "bodyUsed" in value, "a Request was passed; send it, and pass the response"],
];

/** Names the mistake in what was passed as a job; undefined if it can be a job. */
export function mistakeInReference(reference: unknown): string | undefined {
  return MISTAKES.find(([test]) => test(reference))?.[1];
}

/** What to do if an array names no job. */
export const ARRAY_PASSED = "an array was passed; pass one job at a time, or all of them to waitAll";
