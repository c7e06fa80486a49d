import { expect, inject, it } from "vitest";
import { runOk } from "./run.ts";

it("lets the packed client wait for a job of the packed simulator", async () => {
  const stdout = await runOk([process.execPath, "wait-for-simulated-job.mjs"], inject("clientProject"));
  expect(JSON.parse(stdout)).toEqual({ sameId: true, state: "partial", items: [true, false] });
});
