import { UsageError } from "../usage-error.ts";

const SECRET = /^(?:authorization|cookie|proxy-authorization|x-api-key)$/i;

/**
 * Reads `Name: value` headers.
 *
 * @throws UsageError - A text is no header, or holds a credential.
 */
export function parseHeaders(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(text) ?? [];
      // The text is not shown: it may be a credential after all.
      if (name === undefined || value === undefined) throw new UsageError("--header has to look like Name: value");
      if (SECRET.test(name)) {
        throw new UsageError(`--header cannot carry ${name}: ps shows arguments; use the environment or a profile`);
      }
      return [name, value];
    }),
  );
}
