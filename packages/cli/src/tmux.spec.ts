import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { PROGRAM, environmentWith } from "./testing/command-process.ts";
import { type TestJob, openTestEnvironment } from "./testing/test-environment.ts";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
if (!hasTmux)
  console.warn("The check of a terminal's history is skipped: there is no tmux here (Debian: apt-get install tmux).");

describe.skipIf(!hasTmux)("in tmux", () => {
  it.each([
    ["80", "24"],
    ["200", "50"],
  ])("leaves no copies of the table in the history, at %s columns and %s rows", async (columns, rows) => {
    const jobs = Array.from({ length: 51 }, (_, index): TestJob => [
      "zendesk",
      { id: `job-${index}`, waitingMs: 0, workingMs: 3_000 },
    ]);
    const { env, folder } = await openTestEnvironment(jobs);
    const tmux = async (...args: readonly string[]) => {
      const { stdout } = await promisify(execFile)("tmux", ["-S", join(folder, "tmux"), "-f", "/dev/null", ...args], {
        env: environmentWith(env),
      });
      return stdout.trim();
    };
    const references = jobs.map(([, { id }]) => `zendesk:${id}`);
    const command = [process.execPath, ...PROGRAM, "watch", "--interval", "50ms", ...references];
    const script = `${command.map((word) => `'${word}'`).join(" ")}; tmux wait-for -S ended; exec cat`;
    await tmux("new-session", "-d", "-x", columns, "-y", rows, script);
    try {
      await tmux("wait-for", "ended");
      const screen = (await tmux("capture-pane", "-p")).split("\n");
      expect(screen.at(-1)).toMatch(/^51 jobs in \d+\.\d s with \d+ requests: 51 succeeded$/);
      expect(await tmux("display-message", "-p", "#{history_size}")).toBe("0");
    } finally {
      await tmux("kill-server");
    }
  });
});
