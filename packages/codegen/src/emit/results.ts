import type { Contract } from "@jobstatus/core";
import type { ContractOperation } from "@jobstatus/core/provider";

/** An operation whose response can have the job's result, and the pointer to it. */
export interface ResultPlace {
  readonly table: ContractOperation;
  readonly pointer: string;
}

/** The operations of a contract whose responses can have the result itself. */
export function resultsOf(contract: Contract): ResultPlace[] {
  return [contract, ...Object.values(contract.operations ?? {})].flatMap((table) =>
    typeof table.job.result === "string" ? [{ table, pointer: table.job.result }] : [],
  );
}
