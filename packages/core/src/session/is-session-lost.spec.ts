import { expect, it } from "vitest";
import { contextOf } from "../context/context-of.ts";
import { createSessionClient, sessionContract, sessionLost } from "../testing/acme-session.ts";
import { isSessionLost } from "./is-session-lost.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
const LOST = JSON.stringify(sessionLost.body);
const { success: _success, ...errors } = sessionContract.errors;
const context = contextOf(createSessionClient([]).client);
/** Where the HTTP status alone tells of errors. */
const byStatus = contextOf(createSessionClient([], {}, { ...sessionContract, errors }).client);

it.each<[string, Response, boolean]>([
  ["a body that says so", new Response(LOST, { headers: JSON_TYPE }), true],
  ["a good body", new Response('{"ok":true}', { headers: JSON_TYPE }), false],
  ["a body of another type", new Response(LOST, { headers: { "Content-Type": "text/html" } }), false],
  ["a body without a type", new Response(new TextEncoder().encode(LOST)), false],
  ["an HTTP status", new Response("{", { status: 401, headers: JSON_TYPE }), true],
  ["an HTTP status without a body", new Response(null, { status: 401 }), true],
  ["another HTTP status", new Response(LOST, { status: 404, headers: JSON_TYPE }), true],
  ["another HTTP status with another body", new Response("{}", { status: 404, headers: JSON_TYPE }), false],
])("tells from %s whether the session is lost, and leaves the body to the caller", async (_, response, isLost) => {
  const copy = response.clone();
  expect(await isSessionLost(context, response)).toBe(isLost);
  expect(await response.text()).toBe(await copy.text());
});

it("takes a body that breaks off for good", async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
  expect(await isSessionLost(context, new Response(body, { headers: JSON_TYPE }))).toBe(false);
});

it("reads no body where the HTTP status alone tells of errors", async () => {
  expect(await isSessionLost(byStatus, new Response(LOST, { headers: JSON_TYPE }))).toBe(false);
  // One that has no end.
  expect(await isSessionLost(byStatus, new Response(new ReadableStream(), { headers: JSON_TYPE }))).toBe(false);
  expect(await isSessionLost(byStatus, new Response(null, { status: 401 }))).toBe(true);
});
