import { type Schedule, adaptive, exponential, fixed } from "@jobstatus/core";
import type { ScheduleSetting } from "./settings.ts";

/** Creates the schedule of a setting. */
export function scheduleFromSetting({ name, firstS, factor }: ScheduleSetting): Schedule {
  if (name === "default") return adaptive();
  if (name === "fixed") return fixed(firstS * 1_000);
  return exponential({ firstMs: firstS * 1_000, factor });
}

/** The same as code: the function to import and its call. Undefined for the default. */
export function codeFromSetting({
  name,
  firstS,
  factor,
}: ScheduleSetting): { readonly import: string; readonly call: string } | undefined {
  if (name === "default") return undefined;
  if (name === "fixed") return { import: "fixed", call: `fixed(${Math.round(firstS * 1_000)})` };
  return { import: "exponential", call: `exponential({ firstMs: ${firstS * 1_000}, factor: ${factor} })` };
}

/** The same in a few words. */
export function wordsFromSetting({ name, firstS, factor }: ScheduleSetting): string {
  if (name === "default") return "adaptive";
  return name === "fixed" ? `fixed, ${Number(firstS.toFixed(1))} s` : `exponential from ${firstS} s by ${factor}`;
}
