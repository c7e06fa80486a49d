import { inspect } from "node:util";
import { JobStatusError, type JobStatus } from "@jobstatus/core";
import { expect, it } from "vitest";

const lastStatus: JobStatus = {
  provider: "zendesk",
  id: "7",
  state: "running",
  native: "working",
  items: Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, index, ok: true })),
  raw: { body: "x".repeat(5_000) },
};

it("an error takes one screen on the console, with the last status once and without raw", () => {
  const cause = new JobStatusError("rate-limited", "not so often", { lastStatus });
  const shown = inspect(new JobStatusError("timeout", "too late", { jobId: "7", lastStatus, cause }));
  expect(shown).toContain("code: 'timeout'");
  expect(shown).toContain("cause: 'not so often'");
  expect(shown.split("native: 'working'")).toHaveLength(2);
  expect(shown).toContain("... 97 more items");
  expect(shown).not.toContain("xxx");
  expect(shown.split("\n").length).toBeLessThanOrEqual(40);
});
