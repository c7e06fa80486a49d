import { elementsOf, entriesOf } from "../json.ts";
import type { JsonPath, JsonValue } from "../json.ts";
import type { NamedFault } from "../rules/rule.ts";

/** What the text of a decision that a person must take begins with. */
export const UNDECIDED_MARK = "TODO: ";
/** The member that holds what a draft could not place. */
export const UNDECIDED_KEY = "TODO";

/** The decisions that a draft leaves to a person. Until they are taken, nothing is generated. */
export function undecidedFaults(value: JsonValue | undefined, path: JsonPath): NamedFault[] {
  if (typeof value === "string") {
    if (!value.startsWith(UNDECIDED_MARK)) return [];
    return [{ rule: "undecided", path, message: value.slice(UNDECIDED_MARK.length) }];
  }
  return [
    ...entriesOf(value).flatMap(([key, element]): NamedFault[] =>
      key === UNDECIDED_KEY ? [unplaced(element, [...path, key])] : undecidedFaults(element, [...path, key]),
    ),
    ...elementsOf(value).flatMap((element, index) => undecidedFaults(element, [...path, index])),
  ];
}

function unplaced(value: JsonValue, path: JsonPath): NamedFault {
  const values = elementsOf(value).map((element) => JSON.stringify(element));
  const message = `move each of ${values.join(", ")} to the field where it belongs, and remove "${UNDECIDED_KEY}".`;
  return { rule: "undecided", path, message, target: "key" };
}
