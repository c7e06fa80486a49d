import { expect, it } from "vitest";
import { contextOf } from "../context/context-of.ts";
import { type AcmeOptions, createAcmeClient } from "../testing/acme-client.ts";
import { redactorFor } from "./response-redactor.ts";

const TEXT = "opensesame was here, and hush";

function createWith(options: Partial<AcmeOptions>) {
  const { client } = createAcmeClient([{ body: "ok" }], options);
  return { client, context: contextOf(client) };
}

it("redacts the secrets with which the client sent the request of a response", async () => {
  const { client, context } = createWith({ credentials: () => ({ token: "opensesame" }) });
  const response = await client.fetch("/v1/start");
  expect(redactorFor(context, response)(TEXT)).toBe("[redacted] was here, and hush");
});

it.each([
  ["credentials", { credentials: { token: "opensesame", user: undefined } }, "[redacted] was here, and hush"],
  ["headers", { credentials: () => ({}), headers: { "X-Proxy": "Basic hush" } }, "opensesame was here, and [redacted]"],
])("redacts the client's %s in a response that another function got", (_, options, expected) => {
  const { context } = createWith(options);
  expect(redactorFor(context, new Response())(TEXT)).toBe(expected);
  expect(redactorFor(context, undefined)(TEXT)).toBe(expected);
});
