import type { JobReference } from "../reference/job-reference.ts";
import type { JobClient } from "./job-client.ts";
import { waitAll } from "./wait-all.ts";
import { watchAll } from "./watch-all.ts";

// Checked by `tsc` alone: many jobs have the results of their clients, as one job has.

interface Report {
  readonly pages: number;
}

declare const reports: JobClient<unknown, string, Report>;
declare const texts: JobClient<unknown, string, string>;

export async function readOne(job: JobReference): Promise<number | undefined> {
  const [end] = await waitAll([[reports, job]]);
  // @ts-expect-error -- the result is a report, not a text.
  const text: string | undefined = end?.status?.result;
  void text;
  return end?.status?.result?.pages;
}

export async function readBoth(job: JobReference): Promise<readonly (Report | string | undefined)[]> {
  const ends = await waitAll([[reports, job] as const, [texts, job] as const]);
  return ends.map(({ status }) => status?.result);
}

export async function readEach(job: JobReference): Promise<number | undefined> {
  for await (const { status } of watchAll([[reports, job]])) return status?.result?.pages;
  return undefined;
}
