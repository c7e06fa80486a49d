import { spawn } from "@lydell/node-pty";
import { Terminal } from "@xterm/headless";
import { PROGRAM } from "./command-process.ts";

/** A command that runs in a pseudo-terminal, with a screen to look at. */
export class TerminalRun {
  readonly #terminal: Terminal;
  readonly #pty: ReturnType<typeof spawn>;
  readonly #exit: Promise<number>;
  #watchers: (() => void)[] = [];
  /** Everything that was written, escape sequences included. */
  written = "";

  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    { cols = 120, rows = 30 }: { readonly cols?: number; readonly rows?: number } = {},
  ) {
    this.#terminal = new Terminal({ cols, rows, allowProposedApi: true });
    this.#pty = spawn(process.execPath, [...PROGRAM, ...args], {
      cols,
      rows,
      name: env["TERM"] ?? "xterm-256color",
      env: { PATH: process.env["PATH"] ?? "", ...env },
    });
    this.#pty.onData((data) => {
      this.written += data;
      this.#terminal.write(data, () => this.#watchers.forEach((look) => look()));
    });
    this.#exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode));
    });
  }

  /** The lines of the screen, those that scrolled away included, without empty ones at the end. */
  get screen(): string[] {
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
    return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
  }

  /** Resolves when the screen is as wanted. */
  until(isWanted: (screen: readonly string[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isWanted(this.screen)) return;
        this.#watchers = this.#watchers.filter((watcher) => watcher !== look);
        resolve();
      };
      this.#watchers.push(look);
      look();
    });
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows);
    this.#pty.resize(cols, rows);
  }

  type(text: string): void {
    this.#pty.write(text);
  }

  /** Closes the terminal, as somebody who shuts its window does. */
  hangUp(): void {
    if (!isClosable(this.#pty)) throw new Error("the terminal has no end to close");
    this.#pty.destroy();
  }

  /** The exit code, once the screen shows all that was written. */
  async end(): Promise<number> {
    const code = await this.#exit;
    await new Promise<void>((resolve) => this.#terminal.write("", resolve));
    return code;
  }
}

/** It closes the near end, so that the far end can be written to no more; the package's types leave it out. */
function isClosable(pty: object): pty is { destroy(): void } {
  return "destroy" in pty && typeof pty.destroy === "function";
}
