#!/usr/bin/env node
import module from "node:module";

// Most of a run goes into compiling the TypeScript compiler; Node 22.8 and later can keep the result for the next run.
if ("enableCompileCache" in module) module.enableCompileCache();

const { runCli } = await import("./cli.ts");
const { createAsk } = await import("./init/ask.ts");
process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ask: process.stdin.isTTY && process.stdout.isTTY ? createAsk(process.stdin, process.stdout) : undefined,
});
