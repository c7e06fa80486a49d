import type { StartRefusal } from "../model/started-jobs.ts";
import { joinTexts } from "../response/error-texts.ts";

/** What was refused, with the provider's texts: names that share a text stand together. */
export function textFromRefusals(refusals: readonly StartRefusal[]): string {
  const namesOf = new Map<string, string[]>();
  for (const { name, message, mayHaveStarted } of refusals) {
    const text = [message, mayHaveStarted && "(a job may have been started)"].filter(Boolean).join(" ");
    namesOf.set(text, [...(namesOf.get(text) ?? []), ...(name === undefined ? [] : [JSON.stringify(name)])]);
  }
  const texts = Array.from(namesOf, ([message, names]) => [names.join(", "), message].filter(Boolean).join(": "));
  return joinTexts(texts.filter(Boolean));
}

/** The provider's texts, without the names. */
export function messageFromRefusals(refusals: readonly StartRefusal[]): string | undefined {
  return joinTexts(refusals.flatMap(({ message }) => message ?? [])) || undefined;
}
