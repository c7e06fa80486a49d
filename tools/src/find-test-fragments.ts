/** A test, or a table of tests that is in one line, and its name. */
const TEST = /^\s*it(?:\.each\(.*\))?\("(?<name>(?:[^"\\]|\\.)*)",/;
/** How a name begins that continues the title of the group around it. */
const CONTINUATION = /^(?:and|as|but|by|for|from|in|of|on|or|to|when|where|with)\b/;

/**
 * Finds the tests whose names aren't sentences of their own, such as `it("of a token", ...)`: a name is read without the
 * titles of the groups around it, in a list of failed tests.
 *
 * @returns The names, in order.
 */
export function findTestFragments(source: string): readonly string[] {
  return source.split("\n").flatMap((line) => {
    const { name } = TEST.exec(line)?.groups ?? {};
    if (name === undefined) return [];
    return CONTINUATION.test(name) || /^\w+$/.test(name) ? [name] : [];
  });
}
