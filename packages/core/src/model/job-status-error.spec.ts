import { expect, test } from "vitest";
import { JobStatusError } from "./job-status-error.ts";

test("says provider, operation and job before the problem", () => {
  const error = new JobStatusError("gone", "it is no more", { provider: "acme", operation: "showJob", jobId: "7" });
  expect(error.message).toBe('acme showJob job "7": it is no more');
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("JobStatusError");
});

test("says the problem alone where nothing else is known", () => {
  expect(new JobStatusError("invalid-request", "no").message).toBe("no");
});

test("has no property for what is not known", () => {
  const error = new JobStatusError("gone", "x", { httpStatus: 410, nativeCode: undefined, cause: undefined });
  expect(Object.keys(error).toSorted()).toEqual(["code", "httpStatus", "name"]);
  expect("cause" in error).toBe(false);
  expect("nativeCode" in error).toBe(false);
});

test("keeps its cause out of what is listed, as errors do", () => {
  const cause = new TypeError("fetch failed");
  const error = new JobStatusError("unavailable", "x", { cause });
  expect(error.cause).toBe(cause);
  expect(Object.keys(error)).not.toContain("cause");
});

test("names the page that explains it", () => {
  expect(new JobStatusError("not-found", "x").page).toBe("errors/not-found/");
});
