/** What JSON writes for characters that PostgreSQL's JSON refuses: the null character, and halves of a character. */
const REFUSED = /\\\\|\\u0000|\\ud[89a-f][\da-f]{2}/g;

/** A value that PostgreSQL can keep: characters that it refuses are replaced, so that a provider's text can't keep a step from being written. */
export function storable<T>(value: T): T {
  const text = JSON.stringify(value);
  if (!text.includes("\\u")) return value;
  return JSON.parse(text.replace(REFUSED, (found) => (found === "\\\\" ? found : "\ufffd"))) as T;
}
