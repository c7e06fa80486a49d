import { JobStatusError } from "../model/job-status-error.ts";
import type { ClientContext } from "./client-context.ts";
import { VERSION } from "./version.ts";

const contexts = new WeakMap<object, ClientContext>();
/** Where each client carries the version of the copy of this library that created it. */
const CLIENT = Symbol.for("@jobstatus/core client");

/** Remembers the context of a client, for the functions that take clients. */
export function rememberContext<Client extends object>(client: Client, context: ClientContext): Client {
  contexts.set(client, context);
  return Object.defineProperty(client, CLIENT, { value: VERSION });
}

/**
 * The context of a client.
 *
 * @throws JobStatusError - `invalid-request`: it is not a client, or one of another copy of this library.
 */
export function contextOf(client: object): ClientContext {
  const context = contexts.get(client);
  if (context) return context;
  const version: unknown = Reflect.get(Object(client), CLIENT);
  throw new JobStatusError("invalid-request", problemOf(version));
}

function problemOf(version: unknown): string {
  if (typeof version !== "string") return "a client must be the object that its factory returned, not a copy of it";
  const found =
    version === VERSION
      ? `the client is from another copy of @jobstatus/core ${VERSION}, or wraps a client`
      : `two versions of @jobstatus/core: ${VERSION} and ${version}`;
  return `${found}; install provider packages of one version, and import this function from the client's own package`;
}
