import { exec } from "node:child_process";
import { promisify } from "node:util";
import { checkValue } from "../files/read-json-file.ts";
import { UsageError } from "../usage-error.ts";

const TIMEOUT_MS = 60_000;
/** How long the output is reused: a token may be replaced during a wait. */
const FRESH_MS = 300_000;

/**
 * Creates a function that gets credentials from a shell command. The command runs when they are first needed, and again
 * when its output is five minutes old.
 *
 * @param command - Prints the credentials' fields as a JSON object of strings.
 * @param now - Milliseconds on a monotonic clock.
 * @returns The fields.
 */
export function createAuthCommand(
  command: string,
  provider: string,
  now: () => number = () => performance.now(),
): () => Promise<Readonly<Record<string, string>>> {
  let output: Promise<Readonly<Record<string, string>>> | undefined;
  let staleAtMs = 0;
  return () => {
    if (output && now() < staleAtMs) return output;
    staleAtMs = now() + FRESH_MS;
    output = runAuthCommand(command, provider);
    return output;
  };
}

async function runAuthCommand(command: string, provider: string): Promise<Readonly<Record<string, string>>> {
  const env = { ...process.env, JOBSTATUS_PROVIDER: provider };
  let stdout: string;
  try {
    ({ stdout } = await promisify(exec)(command, { env, timeout: TIMEOUT_MS }));
  } catch (error) {
    // The error's own message repeats the command and its output, which may be a secret.
    const code = error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : undefined;
    throw new UsageError(
      `the --auth-command for ${provider} failed${code === undefined ? "" : ` with ${code}`}; run it by hand`,
    );
  }
  try {
    return await checkValue(JSON.parse(stdout), (v) => v.record(v.string(), v.string()), "the output");
  } catch {
    // The reason may quote the output.
    throw new UsageError(
      `the --auth-command for ${provider} must print a JSON object of strings, such as {"accessToken": "..."}`,
    );
  }
}
