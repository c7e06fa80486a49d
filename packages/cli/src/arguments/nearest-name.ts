/**
 * Says that a name is unknown, and suggests the valid name that is closest to it; lists them all if none is close.
 *
 * @param kind - What is named, such as `command`.
 */
export function unknownName(kind: string, text: string, names: readonly string[]): string {
  const nearest = nearestName(text, names);
  const advice = nearest === undefined ? `valid ${kind}s: ${names.join(", ")}` : `did you mean ${nearest}?`;
  return `unknown ${kind} ${JSON.stringify(text)}; ${advice}`;
}

/** The valid name that a text most likely stands for; undefined if none is close enough. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((name) => ({ name, distance: name.startsWith(text) ? 0 : distanceOf(text, name) }))
    .toSorted((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.max(1, Math.floor(text.length / 3)) ? nearest.name : undefined;
}

/** How many letters to insert, delete, replace or swap with their neighbour (optimal string alignment distance). */
function distanceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          isSwap ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
