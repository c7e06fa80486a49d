import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openUsual } from "../testing/stores.ts";
import { runCommand } from "./run-command.ts";
import { statusTable } from "./status-table.ts";

/** Runs the command, and what it wrote. */
async function run(args: readonly string[], env = {}, signal = AbortSignal.abort()) {
  let stdout = "";
  let stderr = "";
  const code = await runCommand(args, {
    env,
    signal,
    write: (text) => (stdout += text),
    writeError: (text) => (stderr += text),
    isTerminal: false,
  });
  return { code, stdout, stderr };
}

describe("jobstatus-fleet", () => {
  it("shows its usage, and refuses what it does not know", async () => {
    expect(await run(["--help"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Usage: jobstatus-fleet/) as string,
    });
    expect(await run([])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Usage: jobstatus-fleet/) as string,
    });
    expect(await run(["work"])).toMatchObject({ code: 2 });
    expect(await run(["status", "--stroe", "x"])).toMatchObject({ code: 2 });
    expect(await run(["demo", "--jobs", "many"])).toEqual({
      code: 1,
      stdout: "",
      stderr: "jobstatus-fleet: the option --jobs must be an integer above 0\n",
    });
  });

  it("shows the waits of a store, and works until it is told to end", async () => {
    const { store, remove } = await openUsual();
    const folder = await mkdtemp(join(tmpdir(), "fleet-work-"));
    const file = join(folder, "clients.mjs");
    await writeFile(file, "export const clients = {};\n");
    const environment = { DATABASE_URL: store };
    expect(await run(["work", file], environment)).toEqual({
      code: 0,
      stdout: "taking steps for \nclosed\n",
      stderr: "",
    });
    expect(await run(["status"], environment)).toEqual({
      code: 0,
      stdout: "client  waiting  due  polls  ended  polls/end  lag p50  lag p99  logins\n",
      stderr: "",
    });
    await writeFile(join(folder, "none.mjs"), "export {};\n");
    expect(await run(["work", join(folder, "none.mjs"), "--store", store])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/must export the clients: export const clients = \{ … \}\n$/) as string,
    });
    await rm(folder, { recursive: true });
    await remove();
  });
});

it("the table has a line for each client, and one for each parked account", () => {
  const lagMs = { p50: 12.4, p99: 80 };
  const table = statusTable({
    clients: { vault: { waiting: 7, due: 2, parked: "the password was refused" }, rare: { waiting: 1, due: 0 } },
    process: { vault: { polls: 40, ends: 10, pollsPerEnd: 4, lagMs, logins: 1, brokenFloors: 0 } },
  });
  expect(table).toBe(
    [
      "client  waiting  due  polls  ended  polls/end  lag p50  lag p99  logins",
      "vault         7    2     40     10        4.0    12 ms    80 ms       1",
      "rare          1    0",
      "vault is parked: the password was refused",
      "",
    ].join("\n"),
  );
});
