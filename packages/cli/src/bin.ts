#!/usr/bin/env node
import { fstatSync } from "node:fs";
import module from "node:module";
import type { WriteStream } from "node:tty";
import type { Output } from "./output/output.ts";

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

/** The streams are created on first use, because each takes time. */
const io = {
  get stdin() {
    return process.stdin;
  },
  stdout: await outputFrom(process.stdout),
  get stderr() {
    // On one terminal, one stream keeps the order of the text.
    const isShared = process.stderr.isTTY && fstatSync(STDERR_FD).rdev === fstatSync(STDOUT_FD).rdev;
    return isShared ? io.stdout : watched(process.stderr);
  },
  env: process.env,
};

/** On Windows only Node's own stream can write text to a console. */
async function outputFrom(stream: WriteStream): Promise<Output> {
  if (!stream.isTTY || process.platform === "win32") return watched(stream);
  const { createTerminalOutput } = await import("./output/terminal-output.ts");
  return createTerminalOutput(stream, STDOUT_FD, onOutputError);
}

function watched(stream: WriteStream): WriteStream {
  if (stream.listenerCount("error", onOutputError) === 0) stream.on("error", onOutputError);
  return stream;
}

const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2), io);
