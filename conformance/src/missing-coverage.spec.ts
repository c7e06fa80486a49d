import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { simulators } from "@jobstatus/simulator";
import { expect, it } from "vitest";
import { missingCoverage } from "./missing-coverage.ts";

const suite = fileURLToPath(new URL("..", import.meta.url));
const SPECIFICATION = ".openapi.yaml";

it("every document in specs/ has its cases, its interactions, its pact and its simulator", () => {
  const specified = globSync(`*${SPECIFICATION}`, { cwd: fileURLToPath(new URL("../../specs/", import.meta.url)) }).map(
    (file) => file.slice(0, -SPECIFICATION.length),
  );
  const files = new Set(
    globSync(["providers/*", "cases/*/*", "pacts/*"], { cwd: suite }).map((file) => file.replaceAll("\\", "/")),
  );
  expect(specified.length).toBeGreaterThan(0);
  expect(missingCoverage({ specified, files, simulated: new Set(Object.keys(simulators)) })).toEqual([]);
});

it("names each thing that a new document lacks, on a line of its own", () => {
  const files = new Set(["providers/laundry.yaml", "cases/mapping/laundry.yaml", "providers/gone.yaml"]);
  expect(missingCoverage({ specified: ["laundry"], files, simulated: new Set() })).toEqual([
    "laundry has no conformance/cases/errors/laundry.yaml",
    "laundry has no conformance/cases/references/laundry.yaml",
    "laundry has no conformance/cases/interactions/laundry.yaml",
    "laundry has no conformance/pacts/jobstatus-laundry.json",
    "laundry has no simulator in packages/simulator",
    "gone has conformance/providers/gone.yaml, but no specs/gone.openapi.yaml",
  ]);
});

it("finds nothing missing where all is there", () => {
  const files = ["providers", "cases/mapping", "cases/errors", "cases/references", "cases/interactions"].map(
    (folder) => `${folder}/laundry.yaml`,
  );
  const all = new Set([...files, "pacts/jobstatus-laundry.json"]);
  expect(missingCoverage({ specified: ["laundry"], files: all, simulated: new Set(["laundry"]) })).toEqual([]);
});
