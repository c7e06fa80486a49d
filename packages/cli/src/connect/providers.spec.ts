import { globSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { PROVIDER_NAMES, Providers } from "./providers.ts";

const EXTENSION = ".openapi.yaml";
const specs = fileURLToPath(new URL("../../../../specs/", import.meta.url));
const specified = globSync(`*${EXTENSION}`, { cwd: specs }).map((file) => basename(file, EXTENSION));

it("the command knows every provider that has a document in specs/", () => {
  expect([...PROVIDER_NAMES].toSorted()).toEqual(specified.toSorted());
});

it("each loader loads the contract of its provider", async () => {
  const contracts = await new Providers().loadAll();
  expect(contracts.map(({ provider }) => provider)).toEqual(PROVIDER_NAMES);
});
