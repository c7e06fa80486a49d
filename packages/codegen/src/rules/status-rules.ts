import { statusValueOf } from "../extension.ts";
import type { Extension } from "../extension.ts";
import type { JsonPath } from "../json.ts";
import { didYouMean } from "../nearest-name.ts";
import { httpOfRules } from "../openapi/status-responses.ts";
import { statusValuesIn } from "../openapi/status-values.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for the native values and their states. */
export const STATUS_RULES: readonly Rule[] = [
  {
    name: "status-unmapped",
    description: "Every value of the status enum has a state.",
    check: (context) => {
      const mapped = new Set(statusValuesOf(context).map(({ value }) => value));
      return statusValues(context)
        .filter((value) => !mapped.has(value))
        .map((value) => ({
          path: inExtension("states"),
          message: `the status value ${JSON.stringify(value)} has no state; add it to one of the lists.`,
          target: "key",
        }));
    },
  },
  {
    name: "status-repeated",
    description: "No value has two states.",
    check: (context) => {
      const values = statusValuesOf(context);
      return values.flatMap(({ value, path, state }, index) => {
        const first = values.findIndex((other) => other.value === value);
        const other = values[first];
        if (other === undefined || first === index) return [];
        const message = `${JSON.stringify(value)} is already ${other.state}; it can't be ${state} as well; keep one.`;
        return [{ path, message: other.state === state ? `${JSON.stringify(value)} is in this list twice.` : message }];
      });
    },
  },
  {
    name: "status-unknown",
    description: "Every value that the extension names is in the status enum.",
    check: checkUnknownStatuses,
  },
  {
    name: "success-status-missing",
    description: "A value means success.",
    check: ({ extension }) =>
      extension.states.succeeded === undefined
        ? [
            {
              path: inExtension("states"),
              message: "no value means `succeeded`; add one, or no wait can succeed.",
              target: "key",
            },
          ]
        : [],
  },
  {
    name: "failure-status-missing",
    description: "A value means failure, unless items, counts or HTTP statuses tell of it.",
    check: ({ extension }) =>
      extension.states.failed === undefined && !tellsFailureOtherwise(extension)
        ? [
            {
              path: inExtension("states"),
              message: "no value means `failed`; add one, or no wait sees a failure.",
              target: "key",
            },
          ]
        : [],
  },
];

/** Says whether something other than a status value tells of a failure. */
function tellsFailureOtherwise(extension: Extension): boolean {
  const values = Object.values(extension.states).flatMap((list) => list.map(statusValueOf));
  return httpOfRules(extension).length > 0 || values.some(({ outcomeFrom }) => outcomeFrom !== undefined);
}

interface PlacedStatusValue {
  readonly value: string;
  readonly state: string;
  readonly path: JsonPath;
}

function statusValuesOf({ extension }: RuleContext): PlacedStatusValue[] {
  return Object.entries(extension.states).flatMap(([state, values]) =>
    values.map((value, index) => ({
      value: statusValueOf(value).value,
      state,
      path: inExtension("states", state, index, ...(typeof value === "object" && value !== null ? ["value"] : [])),
    })),
  );
}

function statusValues({ root, extension, job }: RuleContext): string[] {
  return statusValuesIn(root, job, extension.job);
}

function checkUnknownStatuses(context: RuleContext): readonly Fault[] {
  const listed = statusValues(context);
  if (listed.length === 0) return [];
  // A field without a value is one that no enum need list.
  const known = typeof context.extension.job.status === "string" ? [...listed, "null"] : listed;
  const local = (context.extension.job.untrustedZoneStatuses ?? []).map((value, index) => ({
    value,
    path: inExtension("job", "untrustedZoneStatuses", index),
  }));
  return [...statusValuesOf(context), ...local]
    .filter(({ value }) => !known.includes(value))
    .map(({ value, path }) => {
      const hint = didYouMean(value, known) || "; add it there, with its evidence, or take it out here.";
      return { path, message: `${JSON.stringify(value)} is not in the enum of the status${hint}` };
    });
}
