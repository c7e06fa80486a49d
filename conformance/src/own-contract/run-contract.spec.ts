import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contract } from "@jobstatus/core";
import { zendeskContract } from "@jobstatus/zendesk";
import { afterAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { runContract } from "./run-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "own-contract-"));

afterAll(() => rmSync(folder, { recursive: true }));

async function failures(contract: Contract): Promise<string[]> {
  const results = await runContract(contract);
  return results.flatMap(({ check, decision }) => (decision === "failed" ? [check.id] : []));
}

describe("a contract that says something wrong", () => {
  it("fails if no status value ends a job with success", async () => {
    const { outcomeFromItems: _, ...others } = zendeskContract;
    const states = { working: "running", failed: "failed" } as const;
    expect(await failures({ ...others, states })).toContain("outage-is-outlasted");
  });

  it("fails if an error that forbids means that the job is not found", async () => {
    const errors = { ...zendeskContract.errors, http: { 403: "not-found" } } as const;
    expect(await failures({ ...zendeskContract, errors })).toEqual(["forbidden-is-told"]);
  });
});

describe("jobstatus-conformance run --contract", () => {
  async function run(path: string) {
    const said = { out: "", error: "" };
    const code = await runCommandLine(["run", "--contract", path], {
      out: (text) => (said.out += text),
      error: (text) => (said.error += text),
    });
    return { code, ...said };
  }

  it("prints each requirement, and ends with 0 if all hold", async () => {
    const path = join(folder, "contract.json");
    writeFileSync(path, JSON.stringify({ ...zendeskContract, provider: "mine" }));
    const { code, out, error } = await run(path);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toContain("passed: timing timeout-is-kept: A wait ends at its timeout, with a token to resume it.\n");
    expect(out).toMatch(/^mine: \d+ passed, 0 failed, \d+ not applicable\n$/m);
  });

  it("takes the folder of a built package, and ends with 1 if a requirement does not hold", async () => {
    const path = join(folder, "mine");
    mkdirSync(path);
    writeFileSync(join(path, "package.json"), '{ "name": "mine", "type": "module", "exports": "./index.js" }');
    const contract = { ...zendeskContract, errors: { ...zendeskContract.errors, http: { 403: "not-found" } } };
    writeFileSync(join(path, "index.js"), `export const mineContract = ${JSON.stringify(contract)};`);
    const { code, out } = await run(path);
    expect(code).toBe(1);
    expect(out).toMatch(/^failed: errors forbidden-is-told: .*\n {2}\S/m);
  });

  it("says that there is no contract", async () => {
    writeFileSync(join(folder, "none.json"), "{}");
    expect(await run(join(folder, "none.json"))).toMatchObject({
      code: 1,
      error: expect.stringContaining("holds no contract"),
    });
  });
});
