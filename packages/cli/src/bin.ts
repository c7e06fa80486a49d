#!/usr/bin/env node
import { fstatSync } from "node:fs";
import module from "node:module";
import process from "node:process";

// Most of a short run goes into compiling; Node 22.8 and later can keep the result for the next run.
if ("enableCompileCache" in module) module.enableCompileCache();

const STDOUT_FD = 1;
const STDERR_FD = 2;
const INTERNAL_ERROR = 1;
const SIGNAL_BASE = 128;
const PIPE_SIGNAL = 13;

function onOutputError(error: NodeJS.ErrnoException): void {
  // The reader may stop early, as `head` does.
  if (error.code === "EPIPE") process.exit(SIGNAL_BASE + PIPE_SIGNAL);
  // The terminal was closed: the signal that follows ends the run.
  if (error.code === "EIO") return;
  process.stderr.write(`jobstatus: the output can't be written: ${error.message}\n`);
  process.exit(INTERNAL_ERROR);
}

const { stdin, env } = process;
for (const stream of [process.stdout, process.stderr]) stream.on("error", onOutputError);
// On Windows only Node's own stream can write text to a console.
const isTerminal = process.stdout.isTTY && process.platform !== "win32";
const stdout = isTerminal
  ? (await import("./output/terminal-output.ts")).createTerminalOutput(process.stdout, STDOUT_FD, onOutputError)
  : process.stdout;
// On one terminal, one stream keeps the order of the text.
const isShared = isTerminal && process.stderr.isTTY && fstatSync(STDOUT_FD).rdev === fstatSync(STDERR_FD).rdev;
const stderr = isShared ? stdout : process.stderr;

const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env });
