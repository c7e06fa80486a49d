import { type SpecificationNode, isSpecificationNode, nodeAt, valueAt } from "../specification-node.ts";

/** What a specification says of a status: its place, and which values it may have. */
export interface SpecifiedStatus {
  /** The status value in a response; undefined if there is none. */
  valueIn(body: unknown): unknown;
  readonly values: readonly string[];
}

/** Reads what the extension of a specification says of a status. */
export function readSpecifiedStatus(document: SpecificationNode): SpecifiedStatus {
  const extension = nodeAt(document, "x-job-status");
  const job = nodeAt(extension, "job");
  const at = Array.isArray(job["at"]) ? job["at"].map(String) : [""];
  const states = Object.values(nodeAt(extension, "states")).flatMap((list): unknown[] =>
    Array.isArray(list) ? list : [],
  );
  return {
    values: states.map((entry) => String(isSpecificationNode(entry) ? entry["value"] : entry)),
    valueIn(body) {
      const found = at.map((pointer) => valueAt(body, pointer)).find(isSpecificationNode);
      return valueAt(found, String(job["status"]));
    },
  };
}
