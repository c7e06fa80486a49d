/** A `fetch` of the Fetch Standard, for clients that are not ours as well. */
export type StandardFetch = (input: string, init?: RequestInit) => Promise<Response>;
