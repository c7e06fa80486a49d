import { describe, expect, it, vi } from "vitest";
import { JobStatusError } from "./job-status-error.ts";
import type { JobStatus } from "./job-status.ts";

vi.resetModules();
const other = await import("./job-status-error.ts");

const lastStatus: JobStatus = {
  provider: "acme",
  id: "7",
  state: "running",
  native: "WORKING",
  items: Array.from({ length: 100 }, (_, index) => ({ index, ok: true })),
  raw: { job: { state: "WORKING", secretOfTheJob: "x".repeat(5_000) } },
};

it("says provider, operation and job before the problem", () => {
  const error = new JobStatusError("gone", "it is no more", { provider: "acme", operation: "showJob", jobId: "7" });
  expect(error.message).toBe('acme showJob job "7": it is no more');
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("JobStatusError");
});

it("says the problem alone if nothing else is known", () => {
  expect(new JobStatusError("invalid-request", "no").message).toBe("no");
});

it("has no property for what is not known", () => {
  const error = new JobStatusError("gone", "x", { httpStatus: 410, nativeCode: undefined, cause: undefined });
  expect(Object.keys(error).toSorted()).toEqual(["code", "httpStatus", "name"]);
  expect("cause" in error).toBe(false);
  expect("nativeCode" in error).toBe(false);
});

it("keeps its cause out of what is listed, as errors do", () => {
  const cause = new TypeError("fetch failed");
  const error = new JobStatusError("unavailable", "x", { cause });
  expect(error.cause).toBe(cause);
  expect(Object.keys(error)).not.toContain("cause");
});

it("names the page that explains it", () => {
  expect(new JobStatusError("not-found", "x").page).toBe("errors/not-found/");
});

describe("as JSON", () => {
  it("has message and code, the last status without raw, and the cause's message", () => {
    const cause = new TypeError("fetch failed");
    const error = new JobStatusError("unavailable", "it is down", { provider: "acme", jobId: "7", lastStatus, cause });
    const { raw: _raw, ...status } = lastStatus;
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "JobStatusError",
      message: 'acme job "7": it is down',
      code: "unavailable",
      provider: "acme",
      jobId: "7",
      lastStatus: status,
      cause: "fetch failed",
    });
  });

  it("leaves out what is not known", () => {
    expect(JSON.parse(JSON.stringify(new JobStatusError("aborted", "x", { cause: { own: "reason" } })))).toEqual({
      name: "JobStatusError",
      message: "x",
      code: "aborted",
    });
  });
});

describe("on the console", () => {
  /** What Node shows: the text, and the properties in it. */
  const show = (error: JobStatusError) => {
    const seen: unknown[] = [];
    const inspect = (value: unknown, options: object) => {
      seen.push(value, options);
      return "{ properties }";
    };
    const custom: unknown = Reflect.get(error, Symbol.for("nodejs.util.inspect.custom"));
    const text: unknown = typeof custom === "function" && Reflect.apply(custom, error, [2, { depth: 2 }, inspect]);
    return { text, seen };
  };

  it("shows the stack, and properties with the last status and without raw", () => {
    const { text, seen } = show(new JobStatusError("timeout", "too late", { jobId: "7", lastStatus }));
    expect(text).toMatch(/^JobStatusError: job "7": too late\n {4}at [^]* \{ properties \}$/);
    const { raw: _raw, ...status } = lastStatus;
    expect(seen).toEqual([
      { code: "timeout", jobId: "7", lastStatus: status },
      { depth: 2, maxArrayLength: 3, maxStringLength: 500 },
    ]);
  });

  it("shows another error of this library as its cause by its message alone", () => {
    const cause = new JobStatusError("rate-limited", "not so often", { lastStatus });
    expect(show(new JobStatusError("timeout", "x", { cause })).seen[0]).toEqual({
      code: "timeout",
      cause: "not so often",
    });
  });

  it("shows any other cause in full", () => {
    const cause = new RangeError("of the caller");
    expect(show(new JobStatusError("timeout", "x", { cause })).seen[0]).toEqual({ code: "timeout", cause });
  });
});

describe("is", () => {
  it("recognizes an error of its own copy and of another", () => {
    const error = new other.JobStatusError("gone", "x");
    expect(error).not.toBeInstanceOf(JobStatusError);
    expect(JobStatusError.is(error)).toBe(true);
    expect(JobStatusError.is(new JobStatusError("gone", "x"))).toBe(true);
  });

  it.each([new Error("x"), { name: "JobStatusError", code: "gone" }, "gone", null, undefined])(
    "says no of %o",
    (value: unknown) => expect(JobStatusError.is(value)).toBe(false),
  );
});
