import { elementsOf, member, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";

/** What `x-speakeasy-polling` says of an operation: where the status is, and which values end the polling. */
export interface PollingHint {
  readonly status: string;
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
}

/** Reads the first `x-speakeasy-polling` that compares a value of the body. */
export function readPollingExtension(operation: JsonObject): PollingHint | undefined {
  for (const polling of elementsOf(member(operation, "x-speakeasy-polling"))) {
    const succeeded = comparisonsOf(member(polling, "successCriteria"));
    const failed = comparisonsOf(member(polling, "failureCriteria"));
    const status = succeeded[0]?.at ?? failed[0]?.at;
    if (status !== undefined) {
      const valuesOf = (all: readonly Comparison[]): string[] =>
        all.filter(({ at }) => at === status).map(({ value }) => value);
      return { status, succeeded: valuesOf(succeeded), failed: valuesOf(failed) };
    }
  }
  return undefined;
}

interface Comparison {
  readonly at: string;
  readonly value: string;
}

/** The conditions of the form `$response.body#/status == "done"`; those about HTTP statuses are left out. */
function comparisonsOf(criteria: JsonValue | undefined): Comparison[] {
  return elementsOf(criteria).flatMap((criterion): Comparison[] => {
    const condition = textOf(member(criterion, "condition")) ?? "";
    const match = /^\$response\.body#(?<at>\/[^\s=]+)\s*==\s*["']?(?<value>[^"']+?)["']?$/.exec(condition.trim());
    const { at, value } = match?.groups ?? {};
    return at === undefined || value === undefined ? [] : [{ at, value }];
  });
}
