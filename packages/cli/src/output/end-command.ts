import { spawn } from "node:child_process";
import type { Io } from "../io.ts";
import { printable } from "./printable.ts";
import { fillTemplate } from "./template.ts";
import { warn } from "./warn.ts";
import { UsageError } from "../usage-error.ts";

/**
 * The command of `--exec`, which runs at the end of each job: without a shell, one run at a time, in the order of the ends.
 * Its output goes to standard error. A run that fails is reported and changes nothing for the other jobs.
 */
export class EndCommand {
  readonly #words: readonly string[];
  readonly #io: Io;
  #last: Promise<boolean> = Promise.resolve(true);

  /**
   * @param command - Words, which quotes may hold together, with placeholders as in `--format`. A placeholder never becomes
   *   more than one argument.
   * @throws UsageError - The command is empty.
   */
  constructor(command: string, io: Io) {
    const words = command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
    this.#words = words.map((word) =>
      word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ""),
    );
    if (this.#words.length === 0)
      throw new UsageError("--exec must name a command, such as 'notify-send {id} {state}'");
    this.#io = io;
  }

  /** Starts the command for a job, after the runs before. */
  start(values: object): void {
    // No argument can carry a null character.
    const [program = "", ...args] = this.#words.map((word) => fillTemplate(word, values).replaceAll("\0", ""));
    this.#last = this.#last.then(async (isGood) => (await this.#run(program, args)) && isGood);
  }

  /** Resolves when all runs have ended: whether all ended with exit code 0. */
  settle(): Promise<boolean> {
    return this.#last;
  }

  #run(program: string, args: readonly string[]): Promise<boolean> {
    return new Promise((resolve) => {
      let problem: string | undefined;
      const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          for (const line of text.trimEnd().split("\n")) this.#io.stderr.write(`${printable(line)}\n`);
        });
      }
      child.on("error", ({ message }) => (problem = `can't be started: ${message}`));
      child.on("close", (code, signal) => {
        if (code !== 0) warn(this.#io, `--exec: ${program} ${problem ?? `ended with ${code ?? signal}`}`);
        resolve(code === 0);
      });
    });
  }
}
