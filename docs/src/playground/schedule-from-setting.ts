import { type Schedule, backoff } from "@jobstatus/core";
import type { ScheduleSetting } from "./settings.ts";

const LONGEST_MS = 30_000;

/** The schedule that is set. */
export function scheduleFromSetting({ name, firstS, factor }: ScheduleSetting): Schedule {
  if (name === "default") return backoff;
  if (name === "fixed") return () => firstS * 1_000;
  return ({ polls }) => Math.min(LONGEST_MS, firstS * 1_000 * factor ** (polls - 1));
}

/** The same as code, for a reader to take along; nothing for the default. */
export function codeFromSetting({ name, firstS, factor }: ScheduleSetting): string | undefined {
  if (name === "default") return undefined;
  if (name === "fixed") return `() => ${firstS * 1_000}`;
  return `({ polls }) => Math.min(${LONGEST_MS}, ${firstS * 1_000} * ${factor} ** (polls - 1))`;
}

/** The same in a few words. */
export function wordsFromSetting({ name, firstS, factor }: ScheduleSetting): string {
  if (name === "default") return "default";
  return name === "fixed" ? `fixed, ${firstS} s` : `growing from ${firstS} s by ${factor}`;
}
