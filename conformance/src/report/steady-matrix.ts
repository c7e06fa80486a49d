import type { MatrixRow, Tally } from "./matrix-from-runs.ts";

/** Over the wire time is real: between two runs of one suite, one on a busy machine, a peer passes so many cases more or fewer. */
const MAX_JITTER = 4;

/**
 * The matrix of a new report, without what only the run's timing changed: a figure of a peer that differs by no more than four
 * cases stays as it was kept, so that two reports of one suite give one matrix.
 */
export function steadyMatrix(kept: readonly MatrixRow[], made: readonly MatrixRow[]): readonly MatrixRow[] {
  return made.map((row) => {
    const before = kept.find(({ client }) => client === row.client);
    if (!before || row.client.startsWith("jobstatus")) return row;
    const was = new Map(Object.entries(before.families));
    const families = Object.fromEntries(
      Object.entries(row.families).map(([name, tally]) => [name, steadyTally(was.get(name), tally)]),
    );
    return { ...row, families };
  });
}

function steadyTally(was: Tally | undefined, is: Tally): Tally {
  const isSame = was?.cases === is.cases && was.claimed === is.claimed;
  return was && isSame && Math.abs(was.passed - is.passed) <= MAX_JITTER ? was : is;
}
