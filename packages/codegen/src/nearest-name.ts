/** As many letters may be wrong, missing or too many in a name that is taken for another. */
const MAX_DISTANCE = 2;

/** The name that was probably meant, as the end of a sentence: `; did you mean "status"?`; empty where none is near. */
export function didYouMean(name: string, names: readonly string[]): string {
  let nearest: string | undefined;
  let best = Math.min(MAX_DISTANCE, name.length - 1) + 1;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < best) [nearest, best] = [candidate, distance];
  }
  return nearest === undefined ? "" : `; did you mean ${JSON.stringify(nearest)}?`;
}

/** Texts in quotes with commas between them. */
export function quoteAll(texts: readonly string[]): string {
  return texts.map((text) => JSON.stringify(text)).join(", ");
}

/** How many letters have to be changed, added or removed to make one text of another (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split("").entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split("").entries()) {
      const replace = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replace, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
