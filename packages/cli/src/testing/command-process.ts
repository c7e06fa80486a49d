import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** The program as a developer runs it: from its source. */
export const PROGRAM = [
  "--conditions=@jobstatus/source",
  "--disable-warning=ExperimentalWarning",
  join(import.meta.dirname, "../bin.ts"),
];

/** How a run of the command ended. */
export interface CommandEnd {
  /** The exit code, as a shell sees it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command as a process of its own, with an environment of nothing but what is given. */
export function startCommand(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [...PROGRAM, ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** The end of a command, and all that it wrote. */
export async function endOf(child: ChildProcess): Promise<CommandEnd> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("the command was started without pipes");
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [out, err, code] = await Promise.all([text(stdout), text(stderr), closed]);
  return { code, stdout: out, stderr: err };
}

/** Runs the command to its end. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = "",
): Promise<CommandEnd> {
  const child = startCommand(args, env);
  child.stdin?.end(input);
  return endOf(child);
}

/** The lines of JSON in a text. */
export function jsonLines(output: string): Record<string, unknown>[] {
  return output
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
