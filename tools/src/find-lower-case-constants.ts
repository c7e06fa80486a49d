/** A module's constant in one line whose value is a number, a text, a pattern, or a set or map of such. */
const CONSTANT = /^(?:export )?const (?<name>\w+)(?:: [^=]+)? = (?<value>.+);$/;
const NUMBER = /^-?[\d_.]+n?(?: [*/+-] [\d_.]+)*$/;
const TEXT = /^(?:"[^"]*"|`[^`$]*`)$/;
const PATTERN = /^\/.+\/[a-z]*$/;
const COLLECTION = /^new (?:Set|Map)\(\[.+\]\)$/;

/**
 * Finds the constants of a module that are not in upper case, such as `const timeoutMs = 5`.
 *
 * @returns The names, in order.
 */
export function findLowerCaseConstants(source: string): readonly string[] {
  return source.split("\n").flatMap((line) => {
    const { name = "", value = "" } = CONSTANT.exec(line)?.groups ?? {};
    const isFixed = [NUMBER, TEXT, PATTERN, COLLECTION].some((pattern) => pattern.test(value));
    return isFixed && !/^[A-Z][A-Z0-9_]*$/.test(name) ? [name] : [];
  });
}
