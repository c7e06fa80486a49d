import { expect, inject, it } from "vitest";
import { runOk } from "./run.ts";

it("lets the packed fleet wait for simulated jobs on an embedded store", async () => {
  const stdout = await runOk(["npx", "jobstatus-fleet", "demo", "--jobs", "2"], inject("fleetProject"));
  expect(stdout).toContain("2 of 2 ends delivered");
});
