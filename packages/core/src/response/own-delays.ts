import type { Contract } from "../contract/contract.ts";
import { textAt } from "./pointer.ts";
import { headerValues } from "./retry-after.ts";

/** Reads from a response how long the next request must wait, in milliseconds: none, one or several delays. */
export type DelayReader = (contract: Contract, headers: Headers, body: unknown) => readonly number[];

const NUMBER = /^\d+(?:\.\d+)?$/;

/** The delays of the provider's own header and of its field in the body. Anything but a number of at least 0 says nothing. */
export const readDelays: DelayReader = ({ delayHeader, delayField }, headers, body) => {
  const inHeader = delayHeader ? headerValues(headers.get(delayHeader.name)).filter((value) => NUMBER.test(value)) : [];
  const inBody = delayField ? (textAt(body, delayField.at) ?? "") : "";
  return [
    ...inHeader.map((value) => Math.ceil(Number(value) * (delayHeader?.unitMs ?? 1))),
    ...(NUMBER.test(inBody) ? [Math.ceil(Number(inBody) * (delayField?.unitMs ?? 1))] : []),
  ];
};
