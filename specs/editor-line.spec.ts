import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const folder = fileURLToPath(new URL("./", import.meta.url));
const documents = globSync(["*.openapi.yaml", "gallery/*.openapi.yaml"], { cwd: folder });

it.each(documents)("an editor finds the schema of %s", (file) => {
  const url = new URL(file, import.meta.url);
  const [line] = readFileSync(url, "utf8").split("\n", 1);
  const [, schema] = /^# yaml-language-server: \$schema=(\S+\/openapi\.schema\.json)$/.exec(line ?? "") ?? [];
  expect(schema, "the first line names the schema").toBeDefined();
  expect(existsSync(new URL(schema ?? "", url))).toBe(true);
});
