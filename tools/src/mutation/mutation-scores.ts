import { format, resolveConfig } from "prettier";

/** What became of the mutants of one folder. */
export interface FolderScore {
  /** The folder below `src`; `.` for the files of `src` itself. */
  readonly folder: string;
  /** How many mutants a test failed for, or never ended with. */
  readonly detected: number;
  /** How many mutants no test that was run failed for. */
  readonly undetected: number;
  /** The day of the run, such as `2026-11-29`. */
  readonly measured: string;
}

/** The lowest score of a folder, in percent. */
export const MIN_SCORE = 90;

/** Stryker's report, as far as it is read here (mutation-testing-report-schema). */
interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

const DETECTED: ReadonlySet<string> = new Set(["Killed", "Timeout"]);
const UNDETECTED: ReadonlySet<string> = new Set(["Survived", "NoCoverage"]);

/** The score of a folder from the report of a run over it. Mutants that don't compile or are ignored do not count. */
export function scoreFromReport(folder: string, report: string, measured: string): FolderScore {
  const { files } = JSON.parse(report) as MutationReport;
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (among: ReadonlySet<string>) => statuses.filter((status) => among.has(status)).length;
  return { folder, detected: count(DETECTED), undetected: count(UNDETECTED), measured };
}

/** The score in percent; 100 for a folder without mutants. */
export function percentOf({ detected, undetected }: FolderScore): number {
  const all = detected + undetected;
  return all === 0 ? 100 : (100 * detected) / all;
}

/** The scores with new ones in place of older ones of the same folder, in the order of their names. */
export function withScores(scores: readonly FolderScore[], measured: readonly FolderScore[]): readonly FolderScore[] {
  const kept = scores.filter(({ folder }) => !measured.some((one) => one.folder === folder));
  return [...kept, ...measured].toSorted((a, b) => a.folder.localeCompare(b.folder));
}

/** One sentence for each folder whose score is below the bound. */
export function lowScores(scores: readonly FolderScore[]): readonly string[] {
  return scores
    .filter((score) => percentOf(score) < MIN_SCORE)
    .map((score) => `${nameOf(score)}: ${percentOf(score).toFixed(1)} % is below ${MIN_SCORE} %`);
}

/** The page about the scores, in Markdown as prettier writes it. */
export async function mutationPage(scores: readonly FolderScore[]): Promise<string> {
  const rows = scores.map((score) => {
    const { detected, undetected, measured } = score;
    return `| ${nameOf(score)} | ${detected + undetected} | ${undetected} | ${percentOf(score).toFixed(1)} % | ${measured} |`;
  });
  const table = ["| folder | mutants | survived | score | measured |", "| --- | --: | --: | --: | --- |", ...rows].join(
    "\n",
  );
  const config = await resolveConfig(import.meta.filename);
  return format(`${PAGE}\n${table}\n${REASONS}`, { ...config, parser: "markdown" });
}

function nameOf({ folder }: FolderScore): string {
  return `\`${folder === "." ? "src/*.ts" : `src/${folder}`}\``;
}

const PAGE = `# Mutation testing

Written by \`npm run mutate\`; do not edit.

\`npm run mutate -- FOLDER ...\` in this package changes the source of folders below \`src\` in small ways, one at a time, and runs the
tests that touch the changed place: those of the same folder, and all others only if these leave the score below ${MIN_SCORE} %. A mutant that
none of them fails for has survived. The command measures all folders if you name none, which takes hours, writes this page, and fails if a
score is below ${MIN_SCORE} %.
`;

const REASONS = `
## What survives, and why

- **Guards that only save work**: without them the result is the same, later.
- **What only frees memory**: no test sees what is garbage.
- **Guards for the compiler**: comparisons with \`undefined\`, and \`?.\` on a value that is always there.
- **Defaults that no contract reaches.**
- **Bounds on which both sides give the same result.**
- **What no failure shows**, such as the cause of an error beside its message.
- **Settings of libraries that do nothing by themselves**, which their types demand.
- **Values that are set once when a module is loaded** are left out (\`ignoreStatic\`): the runner can't tell which tests touch them.
`;
