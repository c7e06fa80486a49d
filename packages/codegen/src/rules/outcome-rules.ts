import { conditionsOf, statusRulesOf, statusValueOf } from "../extension.ts";
import type { JsonPath, JsonValue } from "../json.ts";
import { entriesOf, member } from "../json.ts";
import { didYouMean, quoteAll } from "../nearest-name.ts";
import { enumOf, membersOf, partsAt, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for what decides how a job ended: the rules of its status, its items and its counts. */
export const OUTCOME_RULES: readonly Rule[] = [
  {
    name: "status-rule-order",
    description: "The last rule for the status has no condition, and every other rule can be passed over.",
    check: ({ extension }) => {
      const rules = statusRulesOf(extension.job);
      return rules.flatMap(({ value, where }, index): Fault[] => {
        const isLast = index === rules.length - 1;
        const path = inExtension("job", "status", index);
        if (isLast && where !== undefined) {
          const message = "no rule says what the status is if none holds; end the list with a rule without `where`.";
          return [{ path, message }];
        }
        if (isLast || where !== undefined || value === undefined) return [];
        return [{ path, message: "this rule always holds, so the next ones never do; move it to the end." }];
      });
    },
  },
  {
    name: "status-rule-http",
    description: "Every HTTP status that a rule for the status names is a response of the operation.",
    check: ({ operation, extension }) => {
      if (operation === undefined) return [];
      const known = new Set(entriesOf(member(operation.value, "responses")).map(([http]) => http));
      return statusRulesOf(extension.job).flatMap(({ where }, index): Fault[] => {
        if (where?.http === undefined || known.has(String(where.http))) return [];
        const message = `${operation.id} has no response ${where.http}; describe it there, or take it out here.`;
        return [{ path: inExtension("job", "status", index, "where", "http"), message }];
      });
    },
  },
  {
    name: "status-rule-value",
    description: "The value that a rule for the status compares with is one that its place can have.",
    check: ({ root, extension, job }) =>
      statusRulesOf(extension.job).flatMap((rule, index) =>
        conditionsOf(rule).flatMap(({ at, equals, path }): Fault[] => {
          if (equals === undefined) return [];
          return impossible(partsAt(root, job, at), at, equals, inExtension("job", "status", index, ...path, "equals"));
        }),
      ),
  },
  {
    name: "items-missing",
    description: "If items decide the outcome, the extension says how to tell that one failed.",
    check: (context) => {
      const { items } = context.extension.job;
      if ([items?.success, items?.errors, items?.failedOutcomes].some((field) => field !== undefined)) return [];
      const message =
        items === undefined
          ? "the items decide the outcome of this value, but `job.items` is missing."
          : "the items decide the outcome of this value, but `job.items` has none of `success`, `errors` and `failedOutcomes`.";
      return decidedBy(context, "items").map((path) => ({ path, message }));
    },
  },
  {
    name: "counts-missing",
    description: "If counts decide the outcome, the extension says where they are.",
    check: (context) => {
      if (context.extension.job.counts !== undefined) return [];
      const message = "the counts decide the outcome of this value, but `job.counts` is missing.";
      return decidedBy(context, "counts").map((path) => ({ path, message }));
    },
  },
  {
    name: "item-outcome",
    description: "The outcomes of a failed item are values that their place can have.",
    check: ({ root, extension, job }) => {
      const { items } = extension.job;
      const { failedOutcomes = [], outcome } = items ?? {};
      if (items === undefined || failedOutcomes.length === 0) return [];
      const path = inExtension("job", "items", "failedOutcomes");
      if (outcome === undefined) {
        return [
          { path, message: "`failedOutcomes` needs `outcome`, which says where an item's outcome is.", target: "key" },
        ];
      }
      const found = partsAt(root, job, items.at);
      const all = items.map ? membersOf(root, found) : [...found, ...stepInto(root, found, "*")];
      const places = outcome.map((pointer) => ({ pointer, parts: partsAt(root, all, pointer) }));
      return failedOutcomes.flatMap((value, index) => {
        const faults = places.map(({ pointer, parts }) => impossible(parts, pointer, value, [...path, index]));
        return faults.every((list) => list.length > 0) ? faults.slice(0, 1).flat() : [];
      });
    },
  },
];

/** Where the values are whose outcome something else decides. */
function decidedBy({ extension }: RuleContext, what: "items" | "counts"): JsonPath[] {
  return Object.entries(extension.states).flatMap(([state, values]) =>
    values.flatMap((value, index) =>
      statusValueOf(value).outcomeFrom === what ? [inExtension("states", state, index, "value")] : [],
    ),
  );
}

/** The fault of a value that its place cannot have; none if the place is unknown, since other rules report that. */
function impossible(parts: SchemaParts, pointer: string, value: string | number | boolean, path: JsonPath): Fault[] {
  if (parts.length === 0 || canBe(parts, value)) return [];
  const listed = enumOf(parts).flatMap((one) => (typeof one === "string" ? [one] : []));
  const hint =
    (typeof value === "string" && didYouMean(value, listed)) ||
    (listed.length > 0 ? `; its values are ${quoteAll(listed)}.` : "; correct one of them.");
  return [{ path, message: `${JSON.stringify(pointer)} can never be ${JSON.stringify(value)} by its schema${hint}` }];
}

/** Says whether a place can have a value, by its schema. */
export function canBe(parts: SchemaParts, value: string | number | boolean): boolean {
  const listed: readonly JsonValue[] = enumOf(parts);
  if (listed.length > 0) return listed.includes(value);
  const types = typesOf(parts);
  return typeof value === "number" ? types.has("number") || types.has("integer") : types.has(typeof value);
}
