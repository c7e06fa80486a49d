/** How much of a list and of a text one screen has room for. */
const SCREEN = { maxArrayLength: 3, maxStringLength: 500 };

/** Under this symbol Node, Deno and Bun find what `console.log` shows of an object. */
export const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/**
 * What `console.log` shows of an error: the stack and one screen of properties. The build for browsers has `show-error.browser.ts` in
 * place of this.
 *
 * @param isShort - Whether the message of the cause is enough, as of an error of this library: its properties are these once more.
 */
export function showError(
  error: Error & { toJSON(): Readonly<Record<string, unknown>> },
  isShort: boolean,
  options: object,
  inspect: (value: unknown, options: object) => string,
): string {
  const { name: _name, message: _message, ...rest } = error.toJSON();
  const cause = isShort ? rest["cause"] : error.cause;
  // Engines write the stack before the name is set.
  const stack = error.stack?.replace(/^Error:/, `${error.name}:`);
  return `${stack} ${inspect(cause === undefined ? rest : { ...rest, cause }, { ...options, ...SCREEN })}`;
}
