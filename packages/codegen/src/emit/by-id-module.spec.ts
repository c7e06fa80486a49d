import { expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { WITH_BATCH } from "../testing/small-variants.ts";
import { byIdModule } from "./by-id-module.ts";

it("writes the factory of a client that finds jobs by their ID alone", () => {
  expect(byIdModule(smallFacts(WITH_BATCH))).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

import type { JobClientById } from "@jobstatus/core";
import { createJobClient } from "@jobstatus/core/client";
import type { PrintCredentials, PrintOptions, PrintResponse, PrintStatusValue } from "./client.ts";
import { contract } from "./contract.ts";
import { partsById } from "./parts.ts";

/**
 * A client of print that finds a job by its ID, by a \`NamedJob\` or by a resume token.
 * It takes no link and no response, sends no requests of your own, and polls each job by itself.
 */
export type PrintById = JobClientById<PrintResponse, PrintStatusValue | (string & {})>;

/**
 * Creates a client of print that finds jobs by their ID alone: the smallest that a page can load.
 *
 * @throws JobStatusError - \`invalid-request\`: an option is missing, unknown or wrong; the message names it.
 */
export function createPrint(options: PrintOptions): PrintById {
  return createJobClient<PrintResponse, PrintCredentials>(contract, options, partsById) as PrintById;
}
`);
});

it("takes no credentials for an API that takes none", () => {
  const given = {
    ...WITH_BATCH,
    "security:\n  - key: []": "security: []",
    '  credentials:\n    - scheme: key\n      header: { name: X-Key, value: "{key}" }\n': "",
    "  job:": "  batch: { operation: listJobs, ids: ids, maximum: 10, jobs: /jobs, id: /id }\n  job:",
  };
  const { "  credentials:": _, ...others } = given;
  const module = byIdModule(smallFacts(others));
  expect(module).toContain("export function createPrint(options: PrintOptions = {}): PrintById {\n");
  expect(module).toContain("(contract, { ...options, credentials: {} }, partsById) as PrintById;\n");
});
