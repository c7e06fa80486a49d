import { readDocuments } from "../case-document.ts";
import type { FleetCase } from "./fleet-case.ts";

type Written = Partial<FleetCase> & Pick<FleetCase, "id" | "name" | "level" | "source">;
type WrittenJobs = { readonly jobs?: Partial<FleetCase["jobs"]> };

/** What a case has that does not say otherwise. */
const defaults = {
  needs: [],
  provider: "veeva-vault",
  timeFactor: 20,
  workers: 2,
  clocksMs: [],
  responseMs: 400,
  wrongPassword: false,
  consumer: "acknowledges",
  steps: [],
  expected: {},
  long: false,
} as const;
const defaultJobs = { count: 40, times: 1, lifeMs: [20_000, 60_000] } as const;

/**
 * Reads the cases of the suite that breaks workers.
 *
 * @throws Error - the file does not fit its schema.
 */
export function readFleetCases(): FleetCase[] {
  return readDocuments<{ cases: (Written & WrittenJobs)[] }>("fleet").flatMap(({ cases }) =>
    cases.map((one) => ({ ...defaults, ...one, jobs: { ...defaultJobs, ...one.jobs } })),
  );
}
