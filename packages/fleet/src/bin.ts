#!/usr/bin/env node
import process from "node:process";
import { runCommand } from "./command/run-command.ts";

/** How long the command's last output may take, in milliseconds. */
const EXIT_MS = 1_000;

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader of only the first lines closes the pipe, which is not an error.
  if (error.code === "EPIPE") return;
  process.stderr.write(`jobstatus-fleet: the output can't be written: ${error.message}\n`);
  process.exit(1);
});

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  signal: stop.signal,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY,
});

// A silent store or provider would keep its connections, and with them the process.
setTimeout(() => process.exit(), EXIT_MS).unref();
