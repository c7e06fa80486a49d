import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { licencesFrom, licencesPage } from "./licences.ts";
import { WORKSPACE, publicPackageFolders } from "./packed/install-packed.ts";

/** Licences that ask of users no more than Apache-2.0 does. */
const ALLOWED = new Set(["Apache-2.0", "BSD-3-Clause", "ISC", "MIT", "(MIT OR CC0-1.0)", "Python-2.0"]);

const read = (path: string) => readFileSync(join(WORKSPACE, path), "utf8");
const installed = licencesFrom(
  JSON.parse(read("package-lock.json")),
  publicPackageFolders().map((folder) => relative(WORKSPACE, folder).replaceAll("\\", "/")),
);

it("finds what a package installs, nested packages too, and leaves out ours", () => {
  const lock = {
    packages: {
      "packages/print": { dependencies: { ours: "1.0.0", ink: "2.0.0" } },
      "node_modules/ours": { link: true },
      "node_modules/ink": { version: "2.0.0", license: "MIT", dependencies: { dye: "1.0.0" } },
      "node_modules/ink/node_modules/dye": { version: "1.0.0" },
      "node_modules/dye": { version: "3.0.0", license: "ISC" },
    },
  };
  expect(licencesFrom(lock, ["packages/print"])).toEqual([
    { name: "dye", version: "1.0.0", licence: "unknown" },
    { name: "ink", version: "2.0.0", licence: "MIT" },
  ]);
});

it("fails for a dependency that the lock file lacks", () => {
  const lock = { packages: { "packages/print": { dependencies: { ink: "2.0.0" } } } };
  expect(() => licencesFrom(lock, ["packages/print"])).toThrow("the lock file lacks ink, which packages/print needs");
});

it("finds no licence that asks more of users than ours", () => {
  expect(installed.filter(({ licence }) => !ALLOWED.has(licence))).toEqual([]);
});

it("is what the committed page says; run npm run update-licences", () => {
  expect(read("tools/results/licences.md")).toBe(licencesPage(installed));
});
