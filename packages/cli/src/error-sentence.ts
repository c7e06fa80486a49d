const MOST_CAUSES = 5;

/** An error as one sentence, with the reason that lies deepest behind it where the message only points at it. */
export function errorSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  let deepest: Error = error;
  for (let depth = 0; depth < MOST_CAUSES && deepest.cause instanceof Error; depth += 1) deepest = deepest.cause;
  if (deepest === error || !/see the cause/.test(error.message)) return error.message;
  // The lines of a runtime's error may be empty, and then its code has to do.
  const reason = deepest.message || codeOf(deepest);
  return `${error.message.replace(/[:;,] see the cause/, "")} (${reason})`;
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}
