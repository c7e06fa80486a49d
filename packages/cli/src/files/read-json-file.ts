import { readFileSync, statSync } from "node:fs";
import type * as valibot from "valibot";
import { UsageError } from "../usage-error.ts";

/** The schema library, which is loaded only when a file is read. */
export type Valibot = typeof valibot;

const OTHERS = 0o077;

/** How a file is read. */
export interface FileOptions {
  /** What the file is, such as `the resume file`. */
  readonly name: string;
  /** The reason why other users must not have access to the file; absent if they may. */
  readonly privateFor?: string;
}

/**
 * Reads a JSON file.
 *
 * @throws UsageError - The file can't be read, other users have access to it, or it doesn't fit the schema. No value is
 *   shown: it may be a secret.
 */
export async function readJsonFile<Schema extends valibot.GenericSchema>(
  path: string,
  schema: (v: Valibot) => Schema,
  options: FileOptions,
): Promise<valibot.InferOutput<Schema>> {
  return checkValue(parse(path, options), schema, path);
}

/**
 * Checks a value against a schema.
 *
 * @param where - The file that holds the value, for the error.
 * @throws UsageError - Naming the place in the value, and what must be there.
 */
export async function checkValue<Schema extends valibot.GenericSchema>(
  value: unknown,
  schema: (v: Valibot) => Schema,
  where: string,
): Promise<valibot.InferOutput<Schema>> {
  const v = await import("valibot");
  const result = v.safeParse(schema(v), value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new UsageError(`${where}: ${sentenceOf(issue, v.getDotPath(issue) ?? "the file")}`);
}

function sentenceOf({ expected, received, message }: valibot.BaseIssue<unknown>, at: string): string {
  if (expected === "never") return `unknown key ${at}`;
  if (received === "undefined") return `${at} is required`;
  if (expected === null) return `${at}: ${message}`;
  // Of several values valibot says `("a" | "b")`.
  return `${at} must be ${expected.replace(/^\(/, "one of ").replace(/\)$/, "").replaceAll(" | ", ", ")}`;
}

function parse(path: string, { name, privateFor }: FileOptions): unknown {
  let text: string;
  try {
    // Windows has no such bits: the rights of the folder protect the file.
    if (privateFor !== undefined && process.platform !== "win32" && (statSync(path).mode & OTHERS) !== 0) {
      throw new UsageError(`${path} is open to other users and ${privateFor}; run: chmod 600 ${path}`);
    }
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`${name} can't be read: ${error.message}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    throw new UsageError(`${path} is not JSON`);
  }
}
