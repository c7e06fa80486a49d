import { findOperation } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import type { Spec } from "../spec.ts";

/** The operation that returns the status. */
export function statusOperation(spec: Spec): Operation {
  const operation = findOperation(spec.root, spec.extension.operation);
  if (operation === undefined) throw new Error(`${spec.file} has no operation ${spec.extension.operation}.`);
  return operation;
}
