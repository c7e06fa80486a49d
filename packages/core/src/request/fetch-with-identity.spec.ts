import { expect, test } from "vitest";
import { createAcmeClient } from "../testing/acme-client.ts";
import { failureOf } from "../testing/failure-of.ts";

test("sends a request of the caller's own with credentials, and follows no redirect", async () => {
  const { client, requests } = createAcmeClient([{ body: "ok" }], { headers: { "X-Proxy": "blue" } });
  const request = new Request(`${client.baseUrl}/v1/start`, { method: "POST", body: "{}", headers: { "X-Mine": "1" } });
  expect(await (await client.fetch(request)).text()).toBe("ok");
  expect(requests).toMatchObject([{ url: "https://shop.acme.example/v1/start", method: "POST", redirect: "manual" }]);
  const headers = Object.fromEntries(requests[0]?.headers ?? []);
  expect(headers).toMatchObject({ "x-pass": "Token opensesame", "x-proxy": "blue", "x-mine": "1" });
});

test.each([
  "https://other.acme.example/v1/start",
  "http://shop.acme.example/v1/start",
  "https://shop.acme.example:8443/v1/start",
  "https://shop.acme.example.evil.example/v1/start",
])("sends nothing to %s", async (url) => {
  const { client, requests } = createAcmeClient([]);
  const error = await failureOf(client.fetch(new Request(url)));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    "acme showJob: credentials go to https://shop.acme.example only",
  ]);
  expect(requests).toEqual([]);
});
