import type { TimeEncoding } from "../contract/contract.ts";

/** Reads a moment in one encoding, as RFC 3339 text with the provider's precision; undefined if the text is of another encoding. Empty if
 * the text says that the moment is not set. */
export type TimeDecoder = (text: string) => string | undefined;

/** The encodings of a contract's times, and how each is decoded. */
export type TimeDecoders = Readonly<Partial<Record<TimeEncoding, TimeDecoder>>>;

/** The date and time at the beginning of RFC 3339 text, without its zone. */
export const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?/;
