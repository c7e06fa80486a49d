#!/usr/bin/env node
import { runCommandLine } from "./command-line.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader of only the first lines closes the pipe, which is not an error.
  if (error.code === "EPIPE") return;
  process.stderr.write(`jobstatus-conformance: the output can't be written: ${error.message}\n`);
  process.exit(2);
});
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
