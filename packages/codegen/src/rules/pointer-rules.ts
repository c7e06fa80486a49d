import { statusRulesOf } from "../extension.ts";
import { pointerFromPath, segmentsOf } from "../json.ts";
import { didYouMean } from "../nearest-name.ts";
import { partsAt, propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import { lacksEnum } from "../openapi/status-values.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { canBe } from "./outcome-rules.ts";
import { pointerUsesOf } from "./pointer-uses.ts";
import type { PointerUse } from "./pointer-uses.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** As deep the types of core follow a pointer. */
const MAX_SEGMENTS = 6;

/** Rules for what the pointers of the extension lead to. */
export const POINTER_RULES: readonly Rule[] = [
  {
    name: "pointer-unknown",
    description: "Every pointer leads to a field that its schema has.",
    check: (context) => pointerUsesOf(context).flatMap((use) => missingField(context, use)),
  },
  {
    name: "pointer-type",
    description: "Every pointer leads to a value of the right type.",
    check: (context) => pointerUsesOf(context).flatMap((use) => wrongType(context, use)),
  },
  {
    name: "pointer-deep",
    description: "No pointer has more than six segments; the types of the package go no deeper.",
    check: (context) =>
      pointerUsesOf(context)
        .filter(({ pointer }) => segmentsOf(pointer).length > MAX_SEGMENTS)
        .map(({ pointer, path }) => ({
          path,
          message: `${JSON.stringify(pointer)} has more than ${MAX_SEGMENTS} segments; point \`job.at\` deeper into the response, so that this one is shorter.`,
        })),
  },
  {
    name: "status-enum",
    description: "The status lists its values in an enum.",
    check: ({ root, extension, job }) =>
      statusRulesOf(extension.job).flatMap(({ at }, index) => {
        if (at === undefined || !lacksEnum(partsAt(root, job, at))) return [];
        const message = `the status at ${JSON.stringify(at)} has no enum; list every known value there.`;
        const path = typeof extension.job.status === "string" ? [] : [index, "at"];
        return [{ path: inExtension("job", "status", ...path), message }];
      }),
  },
  {
    name: "success-value",
    description: "Values that mean success are values that their place can have.",
    check: checkSuccessValues,
  },
];

function missingField({ root }: RuleContext, { pointer, path, start, startInWords }: PointerUse): Fault[] {
  let parts: SchemaParts = start;
  const reached: string[] = [];
  if (parts.length === 0) return [];
  for (const segment of segmentsOf(pointer)) {
    const next = stepInto(root, parts, segment);
    if (next.length === 0) {
      return [
        {
          path,
          message: `${JSON.stringify(pointer)} leads nowhere: ${whyNowhere(pointer, reached, parts, startInWords)}`,
        },
      ];
    }
    parts = next;
    reached.push(segment);
  }
  return [];
}

function whyNowhere(pointer: string, reached: readonly string[], parts: SchemaParts, startInWords: string): string {
  const place = JSON.stringify(pointerFromPath(reached));
  const [segment = "", ...rest] = segmentsOf(pointer).slice(reached.length);
  if (segment !== "*" && typesOf(parts).has("array")) {
    const below = /^\d+$/.test(segment) ? rest : [segment, ...rest];
    const corrected = pointerFromPath([...reached, "*", ...below]);
    const list = reached.length === 0 ? startInWords : place;
    return `${list} is a list, and "*" stands for each of its elements; write ${JSON.stringify(corrected)}.`;
  }
  const what = segment === "*" ? "no list" : `no field ${JSON.stringify(segment)}`;
  const where = reached.length === 0 ? "" : ` at ${place}`;
  const hint =
    didYouMean(segment, propertyNamesOf(parts)) || "; correct the pointer, or describe the field in the schema.";
  return `${what}${where} in ${startInWords}${hint}`;
}

function wrongType({ root }: RuleContext, { pointer, path, start, types }: PointerUse): Fault[] {
  const parts = partsAt(root, start, pointer);
  if (parts.length === 0 || types.length === 0) return [];
  const found = [...typesOf(parts)];
  if (found.some((type) => types.includes(type))) return [];
  const type = found.length === 0 ? "without a type" : `of type ${found.join(" or ")}`;
  const message = `${JSON.stringify(pointer)} leads to a value ${type}; it must be ${types.join(" or ")}.`;
  return [{ path, message }];
}

function checkSuccessValues({ root, extension, responses }: RuleContext): readonly Fault[] {
  return (extension.errors?.success ?? []).flatMap(({ at, values }, index) => {
    const parts = partsAt(root, responses, at);
    if (parts.length === 0) return [];
    return values.flatMap((value, place) =>
      canBe(parts, value)
        ? []
        : [
            {
              path: inExtension("errors", "success", index, "values", place),
              message: `${JSON.stringify(at)} can never be ${JSON.stringify(value)} by its schema; correct one of them.`,
            },
          ],
    );
  });
}
