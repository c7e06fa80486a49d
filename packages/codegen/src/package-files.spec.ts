import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { extensionSchema, generatorVersion } from "./package-files.ts";

function fileOf(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
}

it("takes the version from the manifest of this package", () => {
  expect(fileOf("package.json")).toHaveProperty("version", generatorVersion());
});

it("takes the schema of the extension from its file, and reads it once", () => {
  expect(extensionSchema()).toEqual(fileOf("x-job-status.schema.json"));
  expect(extensionSchema()).toBe(extensionSchema());
});
