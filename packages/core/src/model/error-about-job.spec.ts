import { expect, it } from "vitest";
import { errorAboutJob } from "./error-about-job.ts";
import { JobStatusError } from "./job-status-error.ts";
import type { ResumeToken } from "./resume-token.ts";

const cause = new Error("of the network");
const facts = {
  httpStatus: 429,
  nativeCode: "TOO_OFTEN",
  nativeMessage: "wait",
  requestId: "r-1",
  retryAfterMs: 5_000,
  permanent: "always",
  where: "/job",
  excerpt: "{}",
} as const;
const error = new JobStatusError("rate-limited", "slow down", {
  provider: "acme",
  operation: "showJob",
  cause,
  ...facts,
});

it("adds the job to what an error says, and keeps the rest", () => {
  const resume = { id: "7" } as ResumeToken;
  const about = errorAboutJob(error, { jobId: "7", resume });
  expect(about).toMatchObject({
    code: "rate-limited",
    message: 'acme showJob job "7": slow down',
    provider: "acme",
    operation: "showJob",
    jobId: "7",
    resume,
    cause,
    ...facts,
  });
});

it("does not say the subject twice, and may take another code", () => {
  const twice = errorAboutJob(errorAboutJob(error, { jobId: "7" }), {}, "gone");
  expect([twice.code, twice.message, twice.jobId]).toEqual(["gone", 'acme showJob job "7": slow down', "7"]);
});
