import type { ClientContext } from "../context/client-context.ts";
import type { OwnRequestSupport } from "../context/client-parts.ts";
import { fetchWithAuth } from "./fetch-with-auth.ts";

/** Requests of the caller's own, with the client's credentials. */
export const ownRequests: OwnRequestSupport<ClientContext> = { send: fetchWithAuth };
