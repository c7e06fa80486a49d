import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type FleetCommand, type FleetReport, type OpenMessage, parseFleetReport } from "./fleet-protocol.ts";
import type { FleetEngine } from "./fleet-store.ts";

/** How much of what a process writes to its error output is kept. */
const MAX_LOG = 4_000;
const PRELOAD = new URL("shifted-clock.ts", import.meta.url).href;

/** How a process ended. */
export interface FleetExit {
  readonly process: string;
  /** The exit code, or the signal that ended it. */
  readonly result: number | string;
  /** What the suite had sent it. */
  readonly sent: "SIGKILL" | "SIGTERM" | undefined;
  /** When SIGTERM was sent, by the runner's monotonic clock. */
  readonly terminatedAtMs: number | undefined;
  /** The end of its error output. */
  readonly log: string;
}

/** What a process is started with. */
export interface FleetProcessSetting {
  readonly name: string;
  readonly open: OpenMessage;
  /** The file that says how far the process's clock is off. */
  readonly clockFile: string;
  readonly onReport: (report: FleetReport, process: FleetProcess) => void;
}

/** One process of a fleet, as the runner sees it. */
export class FleetProcess {
  readonly name: string;
  /** Resolves when the process has ended. */
  readonly ended: Promise<FleetExit>;
  /** Resolves when it has opened the store, with why it was refused if it was. */
  readonly opened: Promise<string | undefined>;
  readonly #child: ChildProcess;
  readonly #clockFile: string;
  #sent: FleetExit["sent"];
  #terminatedAtMs: number | undefined;
  #offsetMs = 0;
  #hasEnded = false;

  constructor(engine: FleetEngine, { name, open, clockFile, onReport }: FleetProcessSetting) {
    this.name = name;
    this.#clockFile = clockFile;
    const [program, ...args] = engine.command;
    const env = {
      ...process.env,
      ...engine.environment,
      JOBSTATUS_FLEET_CLOCK: clockFile,
      NODE_COMPILE_CACHE: join(tmpdir(), "jobstatus-fleet-compile-cache"),
    };
    this.#child = spawn(program, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...env, NODE_OPTIONS: `--import ${PRELOAD} --disable-warning=ExperimentalWarning` },
    });
    let log = "";
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-MAX_LOG);
    });
    // The end of a process that was killed is reported elsewhere.
    this.#child.stdin?.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      const end = (result: number | string) => {
        this.#hasEnded = true;
        resolve({ process: name, result, sent: this.#sent, terminatedAtMs: this.#terminatedAtMs, log });
      };
      this.#child.on("error", (error) => end(error.message));
      this.#child.on("close", (code, signal) => end(signal ?? code ?? 0));
    });
    const opened = new Promise<string | undefined>((resolve) => {
      const { stdout } = this.#child;
      if (!stdout) return;
      createInterface({ input: stdout }).on("line", (line) => {
        try {
          const report = parseFleetReport(line);
          if (report.type === "opened") resolve(undefined);
          else if (report.type === "refused") resolve(report.reason);
          else onReport(report, this);
        } catch (error) {
          log += String(error);
          this.#child.kill("SIGABRT");
        }
      });
    });
    this.opened = Promise.race([opened, this.ended.then(({ log: text }) => `the process ended: ${text}`)]);
    this.send(open);
  }

  /** Sends a command. */
  send(command: FleetCommand): void {
    this.#child.stdin?.write(`${JSON.stringify(command)}\n`);
  }

  /** Ends the process at once. */
  kill(): Promise<FleetExit> {
    this.#end("SIGKILL");
    return this.ended;
  }

  /** Tells the process to end, and ends it at once if it takes longer than it may. */
  async terminate(limitMs: number): Promise<FleetExit> {
    this.#end("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), limitMs);
    return this.ended.finally(() => clearTimeout(timer));
  }

  #end(signal: "SIGKILL" | "SIGTERM"): void {
    if (this.#hasEnded) return;
    this.#sent = signal;
    this.#terminatedAtMs ??= performance.now();
    this.#child.kill(signal);
  }

  /** Suspends the process. */
  pause(): void {
    this.#child.kill("SIGSTOP");
  }

  /** Lets it continue. */
  resume(): void {
    this.#child.kill("SIGCONT");
  }

  /** Sets the process's clock forward. */
  setClock(byMs: number): void {
    this.#offsetMs += byMs;
    writeFileSync(this.#clockFile, String(this.#offsetMs));
  }
}
