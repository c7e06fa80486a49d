/** Reports on the console that a function of the caller's threw. */
export function reportThrown(name: string, error: unknown): void {
  console.error(`jobstatus: ${name} threw`, error);
}

/** Reports the rejection of what a function of the caller's returned: an async function has no other place for it. */
export function reportRejection(name: string, result: unknown): void {
  if (result instanceof Promise) result.catch((error: unknown) => reportThrown(name, error));
}
