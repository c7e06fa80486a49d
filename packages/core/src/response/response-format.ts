import type { ContractRequest } from "../contract/contract.ts";

/**
 * A format other than JSON in which a provider is asked and responses. The package of a provider that has one exports it
 * under a subpath of its own, so that who reads JSON loads none of it.
 *
 * @typeParam Provider - The provider's name.
 */
export interface ResponseFormat<Provider extends string = string> {
  /** The provider whose format it is. */
  readonly provider: Provider;
  /** The `operationId` of the operation that asks in this format. */
  readonly operation: string;
  /** How the status is asked for in this format. */
  readonly request: ContractRequest;
  /**
   * Writes the request's body, where the job's id goes there.
   *
   * @throws JobStatusError - `invalid-request`: the format cannot carry the id.
   */
  createBody(id: string): string;
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
}
