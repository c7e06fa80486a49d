import type { ContractRequest } from "../contract/contract.ts";

/**
 * A format other than JSON for requests and responses. The package of a provider that has one exports it under a subpath of its
 * own, so that a program that reads JSON bundles none of it.
 *
 * @typeParam Provider - The provider's name.
 */
export interface ResponseFormat<Provider extends string = string> {
  /** The provider whose format it is. */
  readonly provider: Provider;
  /** The `operationId` of the status operation in this format. */
  readonly operation: string;
  /** The request for a status in this format. */
  readonly request: ContractRequest;
  /**
   * Writes the request's body, if the job's id goes there.
   *
   * @param members - What else the body holds, in this order.
   * @throws JobStatusError - `invalid-request`: the format cannot carry the id or a member.
   */
  createBody(id: string, members?: Readonly<Record<string, string | number | boolean>>): string;
  /** Whether a response's text is of this format. Any other is read as JSON. */
  accepts(text: string): boolean;
  /**
   * Decodes a response into the value that its JSON twin would have.
   *
   * @throws Error - The text is not of this format.
   */
  read(text: string): unknown;
  /**
   * Decodes the response of a start call, which the specification need not describe.
   *
   * @throws Error - The text is not of this format.
   */
  parseStartResponse(text: string): unknown;
  /** The formats of the contract's other operations, by their names; an operation that is not here answers in JSON only. */
  readonly operations?: Readonly<Record<string, ResponseFormat<Provider>>>;
}
