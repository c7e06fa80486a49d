import { expect, it } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { clientKey } from "./client-key.ts";
import type { ClientOptions } from "./client-options.ts";

const server = { baseUrl: "https://shop.acme.example", variables: { account: "main" } };
const fetch: ClientOptions<unknown>["fetch"] = () => Promise.resolve(new Response());
const credentials = () => ({ token: "opensesame" });
const key = (options: object = {}) =>
  clientKey("acme", server, { credentials: { token: "opensesame" }, headers: { "X-Proxy": "blue" }, ...options });

it.each<[string, object, object]>([
  ["have equal values", {}, {}],
  ["have the very same functions", { credentials, fetch }, { credentials, fetch }],
  ["differ in their clocks alone", { clock: createVirtualClock() }, { clock: createVirtualClock() }],
])("clients may share a response where they %s", (_, one, other) => {
  expect(key(one)).toBe(key(other));
});

it.each<[string, object, object]>([
  ["credentials", {}, { credentials: { token: "other" } }],
  ["headers", {}, { headers: { "X-Proxy": "red" } }],
  ["functions, though they do the same", { credentials }, { credentials: () => ({ token: "opensesame" }) }],
  ["functions in other places", { credentials, fetch }, { credentials: fetch, fetch: credentials }],
])("clients may not share a response where they have other %s", (_, one, other) => {
  expect(key(one)).not.toBe(key(other));
});

it("clients of other providers, and at other places, may not share a response", () => {
  const options = { credentials: {} };
  const elsewhere = { ...server, baseUrl: "https://other.acme.example" };
  const keys = [
    clientKey("acme", server, options),
    clientKey("zeta", server, options),
    clientKey("acme", elsewhere, options),
  ];
  expect(new Set(keys).size).toBe(3);
});

it("credentials that hold a bigint have a key, as others have", () => {
  expect(key({ credentials: { account: 7n } })).toBe(key({ credentials: { account: 7n } }));
  expect(key({ credentials: { account: 7n } })).not.toBe(key({ credentials: { account: 8n } }));
});
