import { spawn } from "@lydell/node-pty";
import { Terminal } from "@xterm/headless";
import { PROGRAM, environmentWith } from "./command-process.ts";

/** A command that runs in a pseudo-terminal, and its screen. */
export class TerminalRun {
  readonly #terminal: Terminal;
  readonly #pty: ReturnType<typeof spawn>;
  readonly #exit: Promise<number>;
  #watchers: (() => void)[] = [];
  /** All text that was written, escape sequences included. */
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
      env: environmentWith(env),
    });
    this.#pty.onData((data) => {
      this.written += data;
      this.#terminal.write(data, () => this.#watchers.forEach((look) => look()));
    });
    this.#exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode));
    });
  }

  /** The lines of the screen and its history, without empty ones at the end. */
  get screen(): string[] {
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
    return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
  }

  /** Resolves when the screen meets a condition. */
  until(isMet: (screen: readonly string[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isMet(this.screen)) return;
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

  /** Closes the terminal, as closing its window does. */
  hangUp(): void {
    if (!isClosable(this.#pty)) throw new Error("the terminal has no end to close");
    this.#pty.destroy();
  }

  /** The exit code. It resolves when the screen shows all that was written. */
  async end(): Promise<number> {
    const code = await this.#exit;
    await new Promise<void>((resolve) => this.#terminal.write("", resolve));
    return code;
  }
}

/** `destroy` closes the terminal's end, so that the command's end can't be written to; the package's types lack it. */
function isClosable(pty: object): pty is { destroy(): void } {
  return "destroy" in pty && typeof pty.destroy === "function";
}
