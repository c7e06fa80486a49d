import { createInterface } from "node:readline";
import type { Connection } from "../connect/connections.ts";
import type { Io } from "../io.ts";
import { jobTable } from "../job-table.ts";
import { listJobs } from "../jobs/list-jobs.ts";
import type { OpenJob } from "../jobs/open-jobs.ts";
import { columnsOf, hasColor } from "../output/output.ts";
import { UsageError } from "../usage-error.ts";

const NUMBER_WIDTH = 5;

/**
 * Shows the jobs of an account on a terminal, and lets a person choose some by their numbers.
 *
 * @throws UsageError - There is no job, or the choice is none.
 */
export async function pickJobs(connection: Connection, { stdin, stdout, env }: Io): Promise<readonly OpenJob[]> {
  const { jobs, view } = await listJobs(connection);
  if (jobs.length === 0) throw new UsageError(`${connection.provider} has no jobs`);
  const options = { columns: columnsOf(stdout, env) - NUMBER_WIDTH, color: hasColor(stdout, env) };
  const [head = "", ...rows] = jobTable(view.rows, options);
  const numbered = rows.map((row, index) => `${index + 1}`.padStart(NUMBER_WIDTH - 2) + `  ${row}`);
  stdout.write(`${[" ".repeat(NUMBER_WIDTH) + head, ...numbered].join("\n")}\n\nWhich jobs? Such as 1 3-5, or all: `);
  const lines = createInterface({ input: stdin });
  const choice = await new Promise<string>((resolve) => {
    lines.once("line", resolve).once("close", () => resolve(""));
  });
  lines.close();
  const chosen = chosenNumbers(choice, jobs.length);
  return jobs.filter((_, index) => chosen.has(index + 1));
}

function chosenNumbers(choice: string, count: number): ReadonlySet<number> {
  const parts = choice.trim() === "all" ? [`1-${count}`] : choice.split(/[\s,]+/).filter(Boolean);
  if (parts.length === 0) throw new UsageError("no job was chosen");
  const numbers = parts.flatMap((part) => {
    const [, first = "", last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (from < 1 || to < from || to > count) {
      throw new UsageError(`${JSON.stringify(part)} is none of the jobs 1 to ${count}`);
    }
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  return new Set(numbers);
}
