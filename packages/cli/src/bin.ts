#!/usr/bin/env node
import module from "node:module";
import process from "node:process";

// Most of a short run goes into compiling; Node 22.8 and later can keep the result for the next run.
if ("enableCompileCache" in module) module.enableCompileCache();

const PIPE_SIGNAL = 13;
const SIGNAL_BASE = 128;

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads may leave early, as `head` does.
    if (error.code === "EPIPE") process.exit(SIGNAL_BASE + PIPE_SIGNAL);
    // A terminal that was closed: the signal that says so ends the run in good order.
    if (error.code !== "EIO") throw error;
  });
}

const { runCli } = await import("./run-cli.ts");
const { stdin, stdout, stderr, env } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env });
