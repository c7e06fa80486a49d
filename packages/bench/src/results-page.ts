import { mean } from "./statistics.ts";
import type { Reference, Result, Rows } from "./rows.ts";

const ROWS = [
  "Linear progress in 100 steps, against the best tuned peer",
  "Sigmoid and five-step progress, against the best tuned peer",
  "Absent and wrong progress, against a fixed interval that polls at once",
  "No progress, 20 earlier durations known, against the best tuned peer",
  "Three kinds of job, learned by kind: lag as a part of the duration, against the best tuned peer",
  "Sets of 100 jobs that share each request, without progress, against the best fixed interval",
] as const;

/** The row whose lines differ in what is known, and not in progress. */
const SET_ROW = 6;

/** How a run was made. */
export interface RunNotes {
  readonly count: number;
  /** Sets of jobs for each line of the row about sets. */
  readonly sets: number;
  readonly seed: number;
  /** The versions of the peers, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What is known of the goals that are missed. */
const REASONS = `## Where a goal is missed

- Row 3: progress that falls with every reading. A job that has just started had no progress, so its first reading is taken for progress
  until the second one falls.
- Row 4: one of 2 n + 2 jobs is expected to be unlike n earlier ones, which costs a request early in the wait. Here no job is.
- Row 5 at sigma 1: the wider each kind spreads, the less the kind tells; and a backoff by a factor is a strong reference
  where lag counts as a part of the duration.
- Row 6, uniform durations: no job ends in the first five minutes, and no later than 15. Without knowing that, no client can
  skip the five minutes: the search for the first end takes about a fifth of the requests, and the jobs that end in the
  interval that finds it wait long. With earlier durations known, or with jobs that start one after another, it is less.
  By the cost of requests and lag, a search from a second to five minutes takes the worth of about 45 requests of 200, however well
  they are placed, so about 1.0 is what can be reached; a plan that knows both bounds reaches 0.67.
  With other seeds and six uniform kinds of 3.5 to 20 minutes, the lines are at 1.11 (nothing), 0.89 (the median) and 0.96 (apart).
  Tried there, and left: more spreads of less weight (1.16, 0.90, 0.93); with a first guess of 60 s or 100 s in place of 20 s, too (1.07 to
  1.08, 0.88 to 0.90, 0.89 to 0.90), but then jobs of 5 s and 20 s that start apart wait 1.4 to 11 times as long as with a fixed interval; a
  median that is believed more or less (0.95, 0.92).
`;

/** The results as a page for people, in Markdown. */
export function resultsPage({ results, references }: Rows, { count, sets, seed, versions }: RunNotes): string {
  const missed = results.filter(({ holds }) => !holds).length;
  return `# What the schedules achieve

This page is written by \`npm run bench\`. Virtual time: ${count} jobs for each line, seed ${seed}; requests take no time. Both
sides spend the same number of requests a job on average; what they differ in is the lag, from the end of a job to the poll
that finds it. A figure is our mean lag over theirs, with its standard error. ${results.length - missed} of ${results.length} figures hold their goal.

## How to read it

- **Ours** is \`adaptive\`. Its \`expectedRequests\` is tuned until the mean number of requests is the budget. In rows 1 to 3 it is also
  told that jobs typically take 60 s, because the peers' settings are tuned to the very durations, which tells them as
  much; in rows 4 and 5 it is told nothing and sees the durations of 20 earlier jobs of the same kind.
- **A peer** is the real library, run on virtual timers; its delays are in proportion to one base, which is tuned to the
  budget. All its shapes (factors, caps, jitter, whether it polls before the first sleep) are tried, and the best is taken.
- **The best tuned peer** is often p-wait-for with \`before: false\`: it does not poll at the start, and has that request
  left for later. Ours is given the response of the call that started the job, so it polls when its forecast makes a poll worth it, after ten
  seconds at most. In the last two columns the reference is the best peer that polls at once.
- How far ours trusts a line was set with other seeds, but with these very kinds of progress and durations; how far it trusts
  a curve was set with other seeds and with other curves and lies.
- **Row 6** waits for ${sets} sets of 100 jobs. One request polls all of a set, so its budget is the requests of a set; the
  client plans each from the sum of the jobs' forecasts, at the price of one request. The other side keeps nothing and sends
  its requests at one interval until the last job has ended, the first at once or after one interval, whichever is better.
  The interval is tuned to the very durations; ours knows what the column says, and what it learns from the jobs of the set.
  Lag falls as requests rise, on both sides: a figure below 1 also means fewer requests at equal lag.
- Durations in rows 1 to 4 are log-normal around 60 s; sigma is the deviation of their logarithm. Where no setting gives the budget
  exactly, the two nearest are mixed.

${ROWS.map((title, index) => section(index + 1, title, results)).join("\n")}
${REASONS}
## What the peers were tuned to

Each peer in its best shape; the mean lag is in seconds, or a part of the duration where there are three kinds.

${references.map(peerTable).join("\n")}
Versions: ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ")}.
`;
}

function section(row: number, title: string, results: readonly Result[]): string {
  const lines = results
    .filter((result) => result.row === row)
    .map(
      ({ progress, durations, budget, goal, lag, holds, lagSameStart, holdsSameStart, requests }) =>
        `| ${progress} | ${durations} | ${budget} | ${requests.toFixed(1)} | ${goal.toFixed(2)} | ${figure(lag)} | ${decision(holds)} | ${figure(lagSameStart)} | ${decision(holdsSameStart)} |`,
    );
  return `## Row ${row}: ${title}

| ${row === SET_ROW ? "known" : "progress"} | durations | requests ${row === SET_ROW ? "a set" : "a job"} | our setting | goal | figure | holds | same start | holds |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
}

function peerTable({ durations, budget, peers }: Reference): string {
  const lines = peers.map(({ peer, setting, outcomes }) => {
    const lag = mean(outcomes.map((outcome) => outcome.lag));
    const text = lag < 10 ? lag.toFixed(3) : (lag / 1_000).toFixed(2);
    return `| ${peer.name} | ${peer.shape} | ${peer.base} ${(setting / 1_000).toFixed(2)} s | ${text} |`;
  });
  return `${durations}; ${budget} requests a job:

| peer | best shape | tuned to | mean lag |
| --- | --- | --- | --- |
${lines.join("\n")}
`;
}

function figure({ ratio, error }: Result["lag"]): string {
  return `${ratio.toFixed(3)} ± ${error.toFixed(3)}`;
}

function decision(holds: boolean): string {
  return holds ? "yes" : "**no**";
}
