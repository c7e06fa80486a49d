import { readJsonObject } from "../json.ts";
import { jsonResponse } from "../responses.ts";
import type { SessionStore } from "../session-store.ts";
import { errorResponse, writeSuccess } from "./contract-errors.ts";
import { writeAt, type JsonDraft } from "./json-draft.ts";
import type { SimulatedContract, SimulatedSession } from "./simulated-contract.ts";

/** How long a session holds if the contract does not say. */
const LIFETIME_MS = 3_600_000;

/** Responds to a login: any fields that are not empty open a session. */
export async function logIn(
  { errors }: SimulatedContract,
  { login }: SimulatedSession,
  request: Request,
  sessions: SessionStore,
): Promise<Response> {
  const given = await readFields(request);
  const hasBasic = /^Basic \S/.test(request.headers.get("authorization") ?? "");
  const isMissing = (field: string): boolean =>
    login.basic?.includes(`{${field}}`) === true ? !hasBasic : (given[field] ?? "") === "";
  if (login.fields.some(isMissing)) return errorResponse(errors, "unauthenticated");
  const body: JsonDraft = {};
  const cookies: [string, string][] = [];
  const lifetimeMs = login.lifetimeMs ?? LIFETIME_MS;
  writeSuccess(body, errors);
  if (login.lifetime !== undefined) writeAt(body, login.lifetime.at, lifetimeMs / login.lifetime.unitMs);
  for (const { at, cookie, cookieValue } of login.grants) {
    const value = sessions.open(lifetimeMs);
    if (at !== undefined) writeAt(body, at, value);
    const name = cookie ?? cookieValue;
    if (name !== undefined) cookies.push(["set-cookie", `${name}=${value}; Path=/; HttpOnly`]);
    // A cookie's credential is the whole pair.
    if (cookie !== undefined) sessions.grant(`${cookie}=${value}`);
  }
  return jsonResponse(body, 200, cookies);
}

async function readFields(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await request.text();
  return readJsonObject(text) ?? Object.fromEntries(new URLSearchParams(text));
}
