import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { COMMAND_NAMES } from "./arguments/commands.ts";
import { exitCodeEntries } from "./manual/help.ts";
import { readScenarioFile } from "./simulate/scenario-file.ts";
import { openTestEnvironment } from "./testing/test-environment.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

it("has every command and every exit code", () => {
  for (const name of COMMAND_NAMES) expect(readme).toContain(`| \`jobstatus ${name}`);
  const rows = readme.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm);
  expect(Array.from(rows, ([, code, meaning]) => [code, meaning])).toEqual(exitCodeEntries());
});

it("shows a scenario file that can be read", async () => {
  const [, example = ""] = /```json\n(\{\n {2}"seed".*?)```/s.exec(readme) ?? [];
  const { folder } = await openTestEnvironment();
  const path = join(folder, "scenario.json");
  writeFileSync(path, example);
  expect(await readScenarioFile(path, ["zendesk"])).toMatchObject({
    seed: 7,
    speed: 10,
    jobs: [{ count: 50, spread: 0.5 }],
  });
});
