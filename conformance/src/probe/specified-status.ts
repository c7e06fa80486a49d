import { valueAt } from "@jobstatus/specs/json-pointer.ts";
import { isRecord, type JsonRecord, recordAt } from "@jobstatus/specs/json-record.ts";

/** What a specification says of a status: its place, and which values it may have. */
export interface SpecifiedStatus {
  /** The status value in a response; undefined if there is none. */
  valueIn(body: unknown): unknown;
  readonly values: readonly string[];
}

/** Reads what the extension of a specification says of a status. */
export function readSpecifiedStatus(document: JsonRecord): SpecifiedStatus {
  const extension = recordAt(document, "x-job-status");
  const job = recordAt(extension, "job");
  const at = Array.isArray(job["at"]) ? job["at"].map(String) : [""];
  const states = Object.values(recordAt(extension, "states")).flatMap((list): unknown[] =>
    Array.isArray(list) ? list : [],
  );
  return {
    values: states.map((entry) => String(isRecord(entry) ? entry["value"] : entry)),
    valueIn(body) {
      const found = at.map((pointer) => valueAt(body, pointer)).find(isRecord);
      return valueAt(found, String(job["status"]));
    },
  };
}
