import { JobStatusError, type JobStatusErrorCode } from "@jobstatus/core";
import { unknownName } from "../arguments/nearest-name.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { type Connection, MissingSetting } from "../connect/connections.ts";
import { errorSentence } from "../error-sentence.ts";
import { EXIT_CODES, exitCodeFromError, highestExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { warn } from "../output/warn.ts";
import { UsageError } from "../usage-error.ts";
import { createConnections } from "./create-connections.ts";

/** An ID that no job has: its status tells nothing but whether the provider accepts the credentials. */
const NO_JOB = "0";
/** The errors after which the credentials are not known to be good. */
const REFUSALS = new Set<JobStatusErrorCode>([
  "unauthenticated",
  "forbidden",
  "unavailable",
  "rate-limited",
  "invalid-response",
  "timeout",
]);

/** Tests credentials; resolves with the exit code. */
export async function auth(args: Arguments, io: Io): Promise<number> {
  const [action = "", ...named] = args.positionals;
  if (action !== "test") throw new UsageError(unknownName("action", action, ["test"]));
  const connections = await createConnections(args, io);
  const codes: number[] = [];
  for (const provider of named.length > 0 ? named : connections.providers.names) {
    const connection = await connections.open(provider).catch((error: unknown) => {
      if (named.length > 0 || !(error instanceof MissingSetting)) throw error;
    });
    if (connection) codes.push(await testCredentials(connection, io));
  }
  if (codes.length === 0) throw new UsageError("no provider has credentials; see: jobstatus providers NAME");
  return highestExitCode(codes);
}

async function testCredentials({ provider, client }: Connection, io: Io): Promise<number> {
  try {
    await client.status(NO_JOB);
  } catch (error) {
    if (!(error instanceof JobStatusError)) throw error;
    if (REFUSALS.has(error.code)) {
      warn(io, errorSentence(error));
      return exitCodeFromError(error.code);
    }
  }
  io.stdout.write(`${provider}: the credentials are good\n`);
  return EXIT_CODES.succeeded;
}
