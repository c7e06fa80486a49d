import { expect, it, vi } from "vitest";
import { checkedResponse, transportFrom } from "./transport.ts";

const text = () => Promise.resolve("");

it("sends with the global fetch of the moment, if the caller gives none", () => {
  const sent = new Response();
  const send = transportFrom();
  const fetch = vi.fn<() => unknown>(() => sent);
  vi.stubGlobal("fetch", fetch);
  const init = { method: "GET", headers: {}, redirect: "manual", signal: new AbortController().signal } as const;
  expect(send("https://shop.acme.example/", init)).toBe(sent);
  expect(fetch).toHaveBeenCalledWith("https://shop.acme.example/", init);
});

it.each([new Response(), { status: 200, headers: new Map(), text }])("takes %o as a response", (value) => {
  expect(checkedResponse(value)).toBe(value);
});

it.each([
  undefined,
  null,
  "text",
  { headers: {}, text },
  { status: "200", headers: {}, text },
  { status: 200, text },
  { status: 200, headers: null, text },
  { status: 200, headers: {} },
  { status: 200, headers: {}, text: "text" },
])("refuses %o, which is not a response", (value) => {
  expect(() => checkedResponse(value)).toThrow(new TypeError('the option "fetch" must return a promise of a Response'));
});
