import { valuesAt } from "@jobstatus/core/provider";
import { isRecord, type JsonRecord, recordAt } from "@jobstatus/specs/json-record.ts";

/** What an extension says of one operation that gives a status. */
export interface StatusTable {
  readonly operation: unknown;
  readonly xmlOperation: unknown;
  readonly job: JsonRecord;
  /** Where the provider's error codes are in a body. */
  readonly native: unknown;
}

/** What bodies have of a status and of errors, found with the pointers of a table. */
export interface StatusParts {
  readonly statusValues: ReadonlySet<string>;
  readonly nativeCodes: ReadonlySet<string>;
  /** The fields of the job that have a value, named as `fieldNamesOf` names them. */
  readonly fields: ReadonlySet<string>;
}

/** A field that is read: the pointers that lead to it from the job, one after the other. */
interface Field {
  readonly name: string;
  readonly path: readonly string[];
}

/** The tables of an extension: that of the default operation, then those of the others, which may share its job. */
export function statusTablesOf(extension: JsonRecord): StatusTable[] {
  const others = Object.values(recordAt(extension, "operations")).filter(isRecord);
  return [extension, ...others].map((table) => ({
    operation: table["operation"],
    xmlOperation: table["xmlOperation"],
    job: recordAt(isRecord(table["job"]) ? table : extension, "job"),
    native: recordAt(extension, "errors")["native"],
  }));
}

/** The name of every field of a job that is read: its operation and its pointer from the job. */
export function fieldNamesOf(table: StatusTable): string[] {
  return fieldsOf(table).map(({ name }) => name);
}

/** Reads what decoded bodies of a table's operation have, with the pointers of core. */
export function readStatusParts(table: StatusTable, bodies: readonly unknown[]): StatusParts {
  const { at = [""], status } = table.job;
  const jobs = pointersIn(at).flatMap((pointer) => follow(bodies, pointer));
  const valuesOf = (roots: readonly unknown[], pointers: unknown) =>
    new Set(pointersIn(pointers).flatMap((pointer) => follow(roots, pointer).map(String)));
  return {
    statusValues: valuesOf(jobs, status),
    nativeCodes: valuesOf(bodies, table.native),
    fields: new Set(
      fieldsOf(table)
        .filter(({ path }) => path.reduce<readonly unknown[]>(follow, jobs).length > 0)
        .map(({ name }) => name),
    ),
  };
}

/** What a pointer leads to from each value; from a list, from each of its elements. */
function follow(values: readonly unknown[], pointer: string): unknown[] {
  return values.flat().flatMap((value) => valuesAt(value, pointer));
}

function fieldsOf({ operation, job }: StatusTable): Field[] {
  const { at: _, ...parts } = job;
  return pathsIn(parts, []).map((path) => ({ name: `${String(operation)} ${path.join("")}`, path }));
}

/** The path to every field of a part of the table. In an object with `at`, the other pointers begin where `at` leads. */
function pathsIn(part: unknown, base: readonly string[]): string[][] {
  if (Array.isArray(part)) return part.flatMap((one) => pathsIn(one, base));
  if (!isRecord(part)) return pointersIn(part).map((pointer) => [...base, pointer]);
  const { at, ...others } = part;
  const inner = [...base, ...pointersIn(at)];
  const paths = Object.values(others).flatMap((other) => pathsIn(other, inner));
  return at === undefined || paths.length > 0 ? paths : [inner];
}

/** The pointers among a text or a list of texts; what is evidence or a name isn't one. */
function pointersIn(value: unknown): string[] {
  return [value].flat().filter((one) => typeof one === "string" && /^(?:\/|$)/.test(one)) as string[];
}
