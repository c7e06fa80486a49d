import type { ContractErrors } from "../contract/contract.ts";
import { textAt, textFrom, valuesAt } from "./pointer.ts";

/**
 * The text of an error: all that the first entry of the contract's list finds, each text once. Undefined if no entry
 * finds a text.
 */
export function errorTextIn({ message = [] }: Pick<ContractErrors, "message">, body: unknown): string | undefined {
  for (const entry of message) {
    const texts =
      typeof entry === "string"
        ? textsAt(body, entry)
        : byLevel(entry.order, valuesAt(body, entry.at), entry.level).flatMap((value) => textsAt(value, entry.text));
    if (texts.length > 0) return joinTexts(texts);
  }
  return undefined;
}

/** All texts at a pointer that are not empty. */
export function textsAt(value: unknown, pointer: string): string[] {
  return valuesAt(value, pointer).flatMap((found) => textFrom(found) || []);
}

/** Several texts as one, each once. */
export function joinTexts(texts: readonly string[]): string {
  return [...new Set(texts)].join("; ");
}

/** The values in the order of their levels; a level that is not in the list comes last. */
function byLevel(order: readonly string[], values: readonly unknown[], level: string): unknown[] {
  const rankOf = (value: unknown) => {
    const rank = order.indexOf(textAt(value, level) ?? "");
    return rank < 0 ? order.length : rank;
  };
  return values.toSorted((a, b) => rankOf(a) - rankOf(b));
}
