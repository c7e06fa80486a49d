import { spawn } from "node:child_process";

/** How a program ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, beside the server of the test that it may talk to.
 *
 * @param command - The program and its arguments.
 * @param cwd - The folder in which it runs.
 * @param env - Variables beside those of this process.
 */
export function run([program, ...args]: readonly [string, ...string[]], cwd: string, env = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...environment(), ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** The variables of this process, without those that nx and vitest set for themselves. */
function environment(): NodeJS.ProcessEnv {
  const ours = new Set(["FORCE_COLOR", "NODE_ENV", "NODE_OPTIONS"]);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name)));
}

/**
 * Runs a program to its end.
 *
 * @returns What it wrote to standard output.
 * @throws Error when it does not end with exit code 0; the message holds all that it wrote.
 */
export async function runOk(command: readonly [string, ...string[]], cwd: string, env = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, cwd, env);
  if (code !== 0) throw new Error(`${command.join(" ")} in ${cwd} ended with ${code}\n${stdout}\n${stderr}`);
  return stdout;
}
