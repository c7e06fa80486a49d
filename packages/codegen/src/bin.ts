#!/usr/bin/env node
import module from "node:module";
import process from "node:process";

// Most of a run goes into compiling the TypeScript compiler; Node 22.8 and later can keep the result for the next run.
if ("enableCompileCache" in module) module.enableCompileCache();

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader of only the first lines closes the pipe, which is not an error.
  if (error.code === "EPIPE") return;
  process.stderr.write(`jobstatus-codegen: the output can't be written: ${error.message}\n`);
  process.exit(2);
});

const { runCli } = await import("./cli.ts");
const { createAsk } = await import("./init/ask.ts");
process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ask: process.stdin.isTTY && process.stdout.isTTY ? createAsk(process.stdin, process.stdout) : undefined,
});
