import { statusValueOf } from "../extension.ts";
import type { ExtensionStatusValue } from "../extension.ts";
import type { JsonPath } from "../json.ts";
import { didYouMean } from "../nearest-name.ts";
import { enumOf, partsAt } from "../openapi/schema.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for the native values and their states. */
export const STATUS_RULES: readonly Rule[] = [
  {
    name: "status-unmapped",
    description: "Every value of the status enum has a state.",
    check: (context) => {
      const mapped = new Set(statusValuesOf(context).map(({ value }) => value.value));
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
        const first = values.findIndex((other) => other.value.value === value.value);
        const other = values[first];
        if (other === undefined || first === index) return [];
        const message = `${JSON.stringify(value.value)} is already ${other.state}; it can't be ${state} as well; keep one.`;
        return [
          { path, message: other.state === state ? `${JSON.stringify(value.value)} is in this list twice.` : message },
        ];
      });
    },
  },
  {
    name: "status-unknown",
    description: "Every value that the extension names is in the status enum.",
    check: checkUnknownStatuses,
  },
  {
    name: "items-missing",
    description: "If items decide the outcome, the extension says how to tell that one failed.",
    check: (context) => {
      const { items } = context.extension.job;
      if (items?.success !== undefined || items?.errors !== undefined) return [];
      const message =
        items === undefined
          ? "the items decide the outcome of this value, but `job.items` is missing."
          : "the items decide the outcome of this value, but `job.items` has neither `success` nor `errors`.";
      return statusValuesOf(context)
        .filter(({ value }) => value.outcomeFrom === "items")
        .map(({ path }) => ({ path, message }));
    },
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
    description: "A value means failure.",
    check: ({ extension }) =>
      extension.states.failed === undefined
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

interface PlacedStatusValue {
  readonly value: ExtensionStatusValue;
  readonly state: string;
  readonly path: JsonPath;
}

function statusValuesOf({ extension }: RuleContext): PlacedStatusValue[] {
  return Object.entries(extension.states).flatMap(([state, values]) =>
    values.map((value, index) => ({
      value: statusValueOf(value),
      state,
      path: inExtension("states", state, index, ...(typeof value === "string" ? [] : ["value"])),
    })),
  );
}

function statusValues({ root, extension, job }: RuleContext): string[] {
  const values = enumOf(partsAt(root, job, extension.job.status));
  return [...new Set(values)].filter((value) => typeof value === "string");
}

function checkUnknownStatuses(context: RuleContext): readonly Fault[] {
  const known = statusValues(context);
  if (known.length === 0) return [];
  const local = (context.extension.job.untrustedZoneStatuses ?? []).map((value, index) => ({
    value,
    path: inExtension("job", "untrustedZoneStatuses", index),
  }));
  const mapped = statusValuesOf(context).map(({ value, path }) => ({ value: value.value, path }));
  return [...mapped, ...local]
    .filter(({ value }) => !known.includes(value))
    .map(({ value, path }) => {
      const hint = didYouMean(value, known) || "; add it there, with its evidence, or take it out here.";
      return { path, message: `${JSON.stringify(value)} is not in the enum of the status${hint}` };
    });
}
