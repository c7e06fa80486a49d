import { JobStatusError } from "../model/job-status-error.ts";
import type { ClientContext } from "./client-context.ts";

const contexts = new WeakMap<object, ClientContext>();

/** Remembers what a client is made of, for the functions that take clients. */
export function rememberContext<Client extends object>(client: Client, context: ClientContext): Client {
  contexts.set(client, context);
  return client;
}

/**
 * What a client is made of.
 *
 * @throws JobStatusError - `invalid-request`: it is no client, or a copy of one.
 */
export function contextOf(client: object): ClientContext {
  const context = contexts.get(client);
  if (context) return context;
  throw new JobStatusError("invalid-request", "a client has to be the very object that its factory returned");
}
