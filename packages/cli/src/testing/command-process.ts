import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** The arguments for Node that run the command from its source. */
export const PROGRAM = [
  "--conditions=@jobstatus/source",
  "--disable-warning=ExperimentalWarning",
  join(import.meta.dirname, "../bin.ts"),
];

/** The environment in which tests run the command: `PATH`, where Node keeps compiled modules, and the given variables. */
export function environmentWith(env: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  return { PATH, NODE_COMPILE_CACHE, ...env };
}

/** How a run of the command ended. */
export interface CommandEnd {
  /** The exit code, as a shell sees it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command as a process. */
export function startCommand(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [...PROGRAM, ...args], {
    env: environmentWith(env),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** The exit code and the output of a command. */
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
