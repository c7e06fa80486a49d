import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";
import { isRecord, type JsonRecord } from "./json-record.ts";

const folder = new URL("./", import.meta.url);

/** The file names of the specifications. */
export const specificationFiles = readdirSync(folder).filter((name) => name.endsWith(".openapi.yaml"));

/**
 * Reads one specification.
 *
 * @throws Error - where the file is no YAML, or no object.
 */
export function readSpecification(file: string): JsonRecord {
  const document: unknown = parse(readFileSync(new URL(file, folder), "utf8"));
  if (!isRecord(document)) throw new Error(`${file} holds no object`);
  return document;
}
