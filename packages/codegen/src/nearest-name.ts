import leven from "leven";

/** As many letters may be wrong, missing or too many in a name that is taken for another. */
const MAX_DISTANCE = 2;

/** The name that was probably meant, as the end of a sentence: `; did you mean "status"?`; empty where none is near. */
export function didYouMean(name: string, names: readonly string[]): string {
  let nearest: string | undefined;
  let best = Math.min(MAX_DISTANCE, name.length - 1) + 1;
  for (const candidate of names) {
    const distance = leven(name.toLowerCase(), candidate.toLowerCase());
    if (distance < best) [nearest, best] = [candidate, distance];
  }
  return nearest === undefined ? "" : `; did you mean ${JSON.stringify(nearest)}?`;
}

/** Texts in quotes with commas between them. */
export function quoteAll(texts: readonly string[]): string {
  return texts.map((text) => JSON.stringify(text)).join(", ");
}
