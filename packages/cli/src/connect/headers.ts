import { UsageError } from "../usage-error.ts";

const SECRET = /^(?:authorization|cookie|proxy-authorization|x-api-key)$/i;

/**
 * Parses headers of the form `Name: value`.
 *
 * @throws UsageError - A text is not a header, or the header carries a credential.
 */
export function parseHeaders(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):(.*)$/.exec(text) ?? [];
      // The text is not shown: it may be a credential.
      if (name === undefined || value === undefined) throw new UsageError("--header must have the form Name: value");
      if (SECRET.test(name)) {
        throw new UsageError(`--header can't carry ${name}: ps shows arguments; use the environment or a profile`);
      }
      return [name, value];
    }),
  );
}
