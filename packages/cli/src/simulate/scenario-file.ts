import { type Scenario, assertScenario } from "@jobstatus/simulator";
import type { InferOutput } from "valibot";
import { errorSentence } from "../error-sentence.ts";
import { type Valibot, checkValue, readJsonFile } from "../files/read-json-file.ts";

/** The content of a scenario file. */
export type ScenarioPlan = InferOutput<ReturnType<typeof planSchema>>;
/** Jobs of one kind. */
export type ScenarioJobs = ScenarioPlan["jobs"][number];
/** Responses that replace the usual ones at random. */
export type ScenarioFault = ScenarioPlan["faults"][number];

const MAX_JOBS = 100_000;

/**
 * Reads a scenario file; without one, the plan has the defaults.
 *
 * @param providers - The names of the providers that it may name.
 * @throws UsageError - It can't be read, or is invalid; the message says where.
 */
export function readScenarioFile(path: string | undefined, providers: readonly string[]): Promise<ScenarioPlan> {
  const schema = (v: Valibot) => planSchema(v, providers);
  return path === undefined
    ? checkValue({}, schema, "no file")
    : readJsonFile(path, schema, { name: "the scenario file" });
}

function planSchema(v: Valibot, providers: readonly string[]) {
  const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
  const provider = v.picklist(providers);
  const scenario = v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }): Scenario => {
      try {
        assertScenario(value);
        return value;
      } catch (error) {
        addIssue({ message: errorSentence(error) });
        return NEVER;
      }
    }),
  );
  const job = v.strictObject({
    provider,
    /** How many such jobs there are. */
    count: v.optional(v.pipe(between(1, MAX_JOBS), v.integer()), 1),
    scenario: v.optional(scenario, {}),
    /** How much their durations differ, as a fraction of the duration. */
    spread: v.optional(between(0, 1), 0),
    /** How they end: each outcome with its weight. It overrides the scenario's own outcome. */
    outcomes: v.optional(v.record(v.picklist(["succeeded", "partial", "failed", "cancelled"]), between(0, Infinity))),
  });
  const fault = v.strictObject({
    provider,
    /** The fraction of the requests that get it. */
    share: v.optional(between(0, 1), 1),
    status: between(200, 599),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    body: v.optional(v.string(), ""),
  });
  return v.strictObject({
    speed: v.optional(between(Number.MIN_VALUE, Infinity), 1),
    seed: v.optional(between(0, Number.MAX_SAFE_INTEGER), 1),
    jobs: v.optional(v.array(job), []),
    faults: v.optional(v.array(fault), []),
  });
}
