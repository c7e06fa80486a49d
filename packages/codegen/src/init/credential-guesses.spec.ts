import { expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Operation } from "../openapi/operation.ts";
import { guessCredentials } from "./credential-guesses.ts";

const securitySchemes = {
  key: { type: "apiKey", in: "header", name: "X-Key" },
  query: { type: "apiKey", in: "query", name: "api_key" },
  cookie: { type: "apiKey", in: "cookie", name: "sid" },
  raw: { type: "apiKey", in: "header", name: "Authorization" },
  basic: { type: "http", scheme: "Basic" },
  bearer: { type: "http", scheme: "bearer" },
  oauth: { type: "oauth2", flows: {} },
  "app-id": { type: "apiKey", in: "header", name: "X-App" },
};

function guess(root: JsonObject, value: JsonObject = {}): JsonValue | undefined {
  const operation: Operation = { id: "getJob", method: "get", path: "/jobs", at: [], value, parameters: [] };
  return guessCredentials(root, operation);
}

it.each([
  { names: ["key"], way: { scheme: "key", header: { name: "X-Key", value: "{apiKey}" } } },
  { names: ["query"], way: { scheme: "query", query: { name: "api_key", value: "{apiKey}" } } },
  { names: ["cookie"], way: { scheme: "cookie", header: { name: "Cookie", value: "sid={session}" } } },
  { names: ["raw"], way: { scheme: "raw", header: { name: "Authorization", value: "{token}" } } },
  { names: ["basic"], way: { scheme: "basic", basic: "{username}:{password}" } },
  { names: ["oauth"], way: { scheme: "oauth", header: { name: "Authorization", value: "Bearer {token}" } } },
  {
    names: ["key", "app-id"],
    way: {
      scheme: "key",
      places: [
        { in: "header", name: "X-Key", value: "{key}", scheme: "key" },
        { in: "header", name: "X-App", value: "{appId}", scheme: "app-id" },
      ],
    },
  },
])("guesses how $names go into a request", ({ names, way }) => {
  const security = [Object.fromEntries(names.map((name) => [name, []]))];
  expect(guess({ security, components: { securitySchemes } })).toEqual([way]);
});

it("takes the security of the operation before that of the document", () => {
  const root = { security: [{ key: [] }], components: { securitySchemes } };
  expect(guess(root, { security: [{ basic: [] }] })).toEqual([{ scheme: "basic", basic: "{username}:{password}" }]);
});

it("keeps the first of several ways with the same fields", () => {
  const root = { security: [{ oauth: [] }, { bearer: [] }], components: { securitySchemes } };
  expect(guess(root)).toEqual([{ scheme: "oauth", header: { name: "Authorization", value: "Bearer {token}" } }]);
});

it("takes all schemes if the document requires none by name", () => {
  const { key, basic } = securitySchemes;
  expect(guess({ components: { securitySchemes: { key, basic } } })).toMatchObject([
    { scheme: "key" },
    { scheme: "basic" },
  ]);
});

it("says nothing of an API that takes no credentials, and leaves the decision open if the document is silent", () => {
  expect(guess({ security: [] })).toBeUndefined();
  expect(guess({})).toMatch(/^TODO: the document describes no credentials; /);
});
