/**
 * Decodes JSON text like `JSON.parse`, but loses no digit: an integer that a number cannot hold exactly becomes text, and
 * so does a number past the greatest one, for `Infinity` isn't JSON. Nor does `-0` survive being written again: it is 0.
 *
 * @throws SyntaxError - The text isn't JSON.
 */
export function parseJson(text: string): unknown {
  return exactJson(text, JSON.parse(text));
}

/** What {@link parseJson} makes of a text of which `JSON.parse` has made a value. */
export function exactJson(text: string, value: unknown): unknown {
  // Ids in hexadecimal look like numbers too, but no number stands right behind a quote or a letter.
  if (!/(?:^|[[:,\s])(?:-?(?:\d{16}|\d[\d.]*[eE])|-0(?!\d))/.test(text)) return value;
  // The text is known to be JSON by now, so every string in it is closed and the pattern takes linear time.
  const quoted = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) => {
    const number = Number(token);
    if (number === 0) return "0";
    const lossless = /[.eE]/.test(token) ? Number.isFinite(number) : Number.isSafeInteger(number);
    return token.startsWith('"') || lossless ? token : `"${token}"`;
  });
  return JSON.parse(quoted);
}
