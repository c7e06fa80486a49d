import type { ClientContext } from "../context/client-context.ts";
import { isObject, textFrom } from "../response/pointer.ts";
import { redactor, secretsInHeaders } from "./redactor.ts";
import type { RequestAuth } from "./request-auth.ts";

const redactors = new WeakMap<Response, RequestAuth["redact"]>();

/** Remembers with which secrets the request of a response was sent, for messages about the response. */
export function rememberRedactor(response: Response, redact: RequestAuth["redact"]): void {
  redactors.set(response, redact);
}

/**
 * Replaces secrets in texts of a response that the caller passed: those with which this client sent its request, or if another
 * function sent it, those among the client's options.
 */
export function redactorFor({ options }: ClientContext, response: Response | undefined): RequestAuth["redact"] {
  const remembered = response && redactors.get(response);
  if (remembered) return remembered;
  const { credentials, headers = {} } = options;
  const fields = isObject(credentials) ? Object.values(credentials).flatMap((field) => textFrom(field) ?? []) : [];
  return redactor(() => secretsInHeaders([...fields, ...Object.values(headers)]));
}
