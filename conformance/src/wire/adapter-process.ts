import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import {
  type CaseMessage,
  type OutcomeMessage,
  PROTOCOL,
  type RunnerMessage,
  type StartedMessage,
  parseAdapterMessage,
} from "./protocol.ts";

/** How long an adapter may take to start, in milliseconds. */
const START_LIMIT_MS = 20_000;
/** How much of what an adapter writes to its error output is kept. */
const MAX_LOG = 4_000;

/** An adapter that runs as a process of its own. */
export class AdapterProcess {
  readonly started: StartedMessage;
  readonly #child: ChildProcess;
  readonly #listeners: Map<string, (message: OutcomeMessage) => void>;
  readonly #log: () => string;
  /** Resolves when the process has ended, with why. */
  readonly ended: Promise<string>;

  private constructor(
    child: ChildProcess,
    started: StartedMessage,
    ended: Promise<string>,
    listeners: Map<string, (message: OutcomeMessage) => void>,
    log: () => string,
  ) {
    this.#child = child;
    this.started = started;
    this.ended = ended;
    this.#listeners = listeners;
    this.#log = log;
  }

  /**
   * Starts an adapter.
   *
   * @param command - As a shell reads it.
   * @throws Error - it does not start, or does not say so as the protocol wants it.
   */
  static async start(command: string): Promise<AdapterProcess> {
    const child = spawn(command, {
      shell: true,
      stdio: ["pipe", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    let log = "";
    child.stderr.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-MAX_LOG);
    });
    // Writing to an adapter that has died isn't a fault of the runner: its end tells.
    child.stdin.on("error", () => undefined);
    const listeners = new Map<string, (message: OutcomeMessage) => void>();
    let begin: ((message: StartedMessage) => void) | undefined;
    let wrong: string | undefined;
    const ended = new Promise<string>((resolve) => {
      child.on("error", (error) => resolve(`the adapter could not be run: ${error.message}`));
      child.on("close", (code, signal) => resolve(wrong ?? `the adapter ended with ${signal ?? `code ${code}`}`));
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      try {
        const message = parseAdapterMessage(line);
        if (message.type === "started") begin?.(message);
        else listeners.get(message.case)?.(message);
      } catch (error) {
        wrong ??= error instanceof Error ? error.message : String(error);
        kill(child);
      }
    });
    const started = new Promise<StartedMessage>((resolve) => (begin = resolve));
    send(child, { type: "start", protocol: PROTOCOL });
    const limit = timeLimit(START_LIMIT_MS, "the adapter did not start in time");
    try {
      const first = await Promise.race([started, ended, limit.reached]);
      if (typeof first === "string") throw new Error(`${first}${log && `; it wrote:\n${log}`}`);
      return new AdapterProcess(child, first, ended, listeners, () => log);
    } catch (error) {
      kill(child);
      throw error;
    } finally {
      limit.stop();
    }
  }

  /** What the adapter wrote last to its error output. */
  get log(): string {
    return this.#log();
  }

  /** Gives the adapter a case. */
  play(message: CaseMessage, onOutcome: (message: OutcomeMessage) => void): void {
    this.#listeners.set(message.id, onOutcome);
    send(this.#child, message);
  }

  /** Hears no more of a case. */
  forget(id: string): void {
    this.#listeners.delete(id);
  }

  /** Lets the adapter end by itself, and ends it where it does not. */
  async stop(): Promise<void> {
    send(this.#child, { type: "stop" });
    const limit = timeLimit(2_000, "");
    await Promise.race([this.ended, limit.reached]);
    limit.stop();
    this.kill();
    await this.ended;
  }

  /** Ends the adapter at once, with all that it started. */
  kill(): void {
    kill(this.#child);
  }
}

function send(child: ChildProcess, message: RunnerMessage): void {
  child.stdin?.write(`${JSON.stringify(message)}\n`);
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    // The shell and what it runs are one group.
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function timeLimit(ms: number, what: string) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reached = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(what), ms);
  });
  return { reached, stop: () => clearTimeout(timer) };
}
