import { isIdentifier } from "./names.ts";

/** The width up to which text is kept on one line. */
export const LINE_WIDTH = 120;

/** What a table of a generated module can hold; a member without a value is left out. */
export type Literal = string | number | boolean | null | readonly Literal[] | LiteralObject;

/** An object of a table. */
export interface LiteralObject {
  readonly [key: string]: Literal | undefined;
}

/**
 * A value as TypeScript source. What fits stands on one line, everything else one member a line.
 *
 * @param indent - The spaces before the line on which the value begins.
 * @param lead - The characters that stand before the value on that line, the indent left out.
 */
export function printLiteral(value: Literal, indent = 0, lead = 0): string {
  const flat = printFlat(value);
  if (indent + lead + flat.length < LINE_WIDTH) return flat;
  return printOpen(value, indent);
}

/** An array or object with one member a line, whatever its width. */
export function printOpen(value: Literal, indent = 0): string {
  const inner = " ".repeat(indent + 2);
  const outer = " ".repeat(indent);
  if (isList(value)) {
    const lines = value.map((element) => `${inner}${printLiteral(element, indent + 2)},\n`);
    return `[\n${lines.join("")}${outer}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const lines = membersOf(value).map(([key, member]) => {
    const name = `${printKey(key)}: `;
    return `${inner}${name}${printLiteral(member, indent + 2, name.length)},\n`;
  });
  return `{\n${lines.join("")}${outer}}`;
}

function printFlat(value: Literal): string {
  if (isList(value)) return `[${value.map(printFlat).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = membersOf(value).map(([key, member]) => `${printKey(key)}: ${printFlat(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function printKey(key: string): string {
  // As a plain member this name would set the prototype.
  if (key === "__proto__") return '["__proto__"]';
  return isIdentifier(key) || /^(0|[1-9]\d{0,8})$/.test(key) ? key : JSON.stringify(key);
}

function membersOf(value: LiteralObject): [string, Literal][] {
  return Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, member]]));
}

function isList(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}

/** A table as a literal; interfaces have no index signature, so it is copied member by member. */
export function literalFromTable(table: object): LiteralObject {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, literalFrom(value)]));
}

function literalFrom(value: unknown): Literal {
  if (Array.isArray(value)) return value.map(literalFrom);
  if (typeof value === "object" && value !== null) return literalFromTable(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null) {
    return value;
  }
  throw new TypeError(`A table holds text, numbers, booleans and null, not ${typeof value}.`);
}
