/**
 * The states that a simulator can be put into by name, as Pact interactions do. What a state needs is in its
 * parameters:
 *
 * - `there are no jobs`: nothing.
 * - `there is a job`: a scenario, such as `{ "id": "1201", "phases": [{ "status": "RUNNING" }] }`.
 * - `the session holds`: `session`, the value to let pass.
 * - `the session has expired`: nothing; no session holds any more.
 * - `the caller may not read jobs`: nothing.
 * - `the database is down`: nothing. Only Traffic Ops tells of its database.
 * - `the job was polled just now`: `id`. Only Vault limits how often one job may be polled.
 * - `the account's rate limit is used up`: nothing. Only Zendesk has such a limit here.
 * - `the next response is`: `status`, and perhaps `headers` and `body`.
 */
export type ProviderState = (typeof providerStates)[number];

/** The names of the states, see {@link ProviderState}. */
export const providerStates = [
  "there are no jobs",
  "there is a job",
  "the session holds",
  "the session has expired",
  "the caller may not read jobs",
  "the database is down",
  "the job was polled just now",
  "the account's rate limit is used up",
  "the next response is",
] as const;

/** Says whether a text is the name of a state. */
export function isProviderState(name: string): name is ProviderState {
  return providerStates.some((known) => known === name);
}
