import { expect, test } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { clientKey } from "./client-key.ts";
import type { ClientOptions } from "./client-options.ts";

const origin = { baseUrl: "https://shop.acme.example", variables: { account: "main" } };
const fetch: ClientOptions<unknown>["fetch"] = () => Promise.resolve(new Response());
const credentials = () => ({ token: "opensesame" });
const key = (options: object = {}) =>
  clientKey("acme", origin, { credentials: { token: "opensesame" }, headers: { "X-Proxy": "blue" }, ...options });

test.each<[string, object, object]>([
  ["have equal values", {}, {}],
  ["have the very same functions", { credentials, fetch }, { credentials, fetch }],
  ["differ in their clocks alone", { clock: createVirtualClock() }, { clock: createVirtualClock() }],
])("clients may share an answer where they %s", (_, one, other) => {
  expect(key(one)).toBe(key(other));
});

test.each<[string, object, object]>([
  ["credentials", {}, { credentials: { token: "other" } }],
  ["headers", {}, { headers: { "X-Proxy": "red" } }],
  ["functions, though they do the same", { credentials }, { credentials: () => ({ token: "opensesame" }) }],
  ["functions in other places", { credentials, fetch }, { credentials: fetch, fetch: credentials }],
])("clients may not share an answer where they have other %s", (_, one, other) => {
  expect(key(one)).not.toBe(key(other));
});

test("clients of other providers, and at other places, may not share an answer", () => {
  const options = { credentials: {} };
  const elsewhere = { ...origin, baseUrl: "https://other.acme.example" };
  const keys = [
    clientKey("acme", origin, options),
    clientKey("zeta", origin, options),
    clientKey("acme", elsewhere, options),
  ];
  expect(new Set(keys).size).toBe(3);
});
