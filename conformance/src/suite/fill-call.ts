import { fillText } from "../fill-text.ts";
import { fillIn } from "./fill-in.ts";
import type { PlannedCall, StartReference } from "./suite-case.ts";

/** A call as it is told to the client: the links in what names its job lead to where the case is played. */
export function fillCall({ reference, ...call }: PlannedCall, origin: string, elsewhere: string): PlannedCall {
  if (!reference) return call;
  const values = { origin, host: new URL(origin).host, elsewhere, "elsewhere-host": new URL(elsewhere).host };
  return { ...call, reference: filled(reference, values) };
}

function filled(reference: StartReference, values: Readonly<Record<string, string>>): StartReference {
  if ("body" in reference) return { body: fillText(reference.body, values) };
  if ("link" in reference) return { link: fillText(reference.link, values) };
  return { response: fillIn(reference.response, values) };
}
