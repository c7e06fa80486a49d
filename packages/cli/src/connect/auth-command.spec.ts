import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAuthCommand } from "./auth-command.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jobstatus-auth-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("runs the command once for many requests, and again when its response is five minutes old", async () => {
  let nowMs = 0;
  const log = join(folder, "runs");
  const read = createAuthCommand(`echo run >> "${log}"; echo '{"token": "simulated"}'`, "centurylink-v2", () => nowMs);
  expect(await Promise.all([read(), read()])).toEqual([{ token: "simulated" }, { token: "simulated" }]);
  nowMs = 299_999;
  await read();
  expect(readFileSync(log, "utf8")).toBe("run\n");
  nowMs = 300_000;
  await read();
  expect(readFileSync(log, "utf8")).toBe("run\nrun\n");
});
