import { JobStatusError } from "../model/job-status-error.ts";

/** Waits for a promise that must reject with a `JobStatusError`, and resolves with that error. */
export function rejectionOf(promise: Promise<unknown>): Promise<JobStatusError> {
  return promise.then(
    (value) => {
      throw new Error(`it must fail, and gave ${JSON.stringify(value)}`);
    },
    (error: unknown) => ownError(error),
  );
}

/** Calls a function that must throw a `JobStatusError`, and returns that error. */
export function failureIn(call: () => unknown): JobStatusError {
  let value: unknown;
  try {
    value = call();
  } catch (error) {
    return ownError(error);
  }
  throw new Error(`it must fail, and gave ${JSON.stringify(value)}`);
}

function ownError(error: unknown): JobStatusError {
  if (error instanceof JobStatusError) return error;
  throw new Error("it must fail with a JobStatusError, and failed with the cause", { cause: error });
}
