import type { MatrixRow, Tally } from "./matrix-from-runs.ts";

/**
 * Says what a kept matrix has that a new report has not. Over the wire time is real, so how many cases a peer passes may differ
 * by a few and is left out; what our own packages pass may not differ.
 *
 * @returns One sentence for each difference.
 */
export function staleMatrix(kept: readonly MatrixRow[], made: readonly MatrixRow[]): string[] {
  return made.flatMap(({ client, families }) => {
    const before = kept.find((row) => row.client === client);
    if (!before) return [`it has no ${client}`];
    const names = new Set([...Object.keys(families), ...Object.keys(before.families)]);
    return Array.from(names).flatMap((family) => {
      const facts = (row: MatrixRow) =>
        factsOf(client, Object.entries(row.families).find(([name]) => name === family)?.[1]);
      const [was, is] = [facts(before), facts({ client, families })];
      return was === is ? [] : [`${client}, ${family}: ${was} instead of ${is}`];
    });
  });
}

function factsOf(client: string, tally: Tally | undefined): string {
  if (!tally) return "no cases";
  const { cases, claimed, passed } = tally;
  return `${cases} cases, ${claimed} claimed${client.startsWith("jobstatus") ? `, ${passed} passed` : ""}`;
}
