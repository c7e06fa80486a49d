/**
 * Decodes JSON whose form is known: a file of this folder, a body that stands in a case.
 *
 * @throws SyntaxError - the text isn't JSON.
 */
export function decodeJson<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}
