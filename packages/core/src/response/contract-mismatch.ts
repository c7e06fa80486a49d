/** Thrown if a response is well-formed and not what the contract says. */
export class ContractMismatch extends Error {
  /** Where: a JSON Pointer into the body. Absent if it is about the response as a whole. */
  readonly where: string | undefined;

  constructor(where: string | undefined, problem: string) {
    super(problem);
    this.where = where;
  }
}
