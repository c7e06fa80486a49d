import { globSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { PROVIDERS } from "./settings.ts";

const EXTENSION = ".openapi.yaml";
const specs = fileURLToPath(new URL("../../../specs/", import.meta.url));

it("the playground has every provider that has a document in specs/", () => {
  const specified = globSync(`*${EXTENSION}`, { cwd: specs }).map((file) => basename(file, EXTENSION));
  expect([...PROVIDERS].toSorted()).toEqual(specified.toSorted());
});
