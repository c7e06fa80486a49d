import { expect, it } from "vitest";
import { withExactNumbers } from "./exact-numbers.ts";

const json = { "Content-Type": "application/json; charset=utf-8" };

it("keeps every digit of an integer that a number cannot hold, as text", async () => {
  const body = '{"id":9007199254740993,"other":5,"text":"9007199254740993"}';
  const given = new Response(body, { status: 201, headers: { ...json, "Content-Length": "57", "X-Other": "1" } });
  const response = await withExactNumbers(given);
  expect(await response.json()).toEqual({ id: "9007199254740993", other: 5, text: "9007199254740993" });
  expect([response.status, Object.fromEntries(response.headers)]).toEqual([
    201,
    { "content-type": json["Content-Type"], "x-other": "1" },
  ]);
});

it.each([
  ["JSON whose numbers are exact", '{ "id": 5, "part": 0.1 }', json],
  ["JSON that is none", '{"id":9007199254740993', json],
  ["another type", '{"id":9007199254740993}', { "Content-Type": "text/plain" }],
  ["no type", '{"id":9007199254740993}', { "Content-Type": "" }],
])("leaves %s as it is", async (_, body, headers) => {
  const response = new Response(body, { headers });
  expect(await withExactNumbers(response)).toBe(response);
  expect(await response.text()).toBe(body);
});

it("leaves a response without a type as it is", async () => {
  const response = new Response(new TextEncoder().encode('{"id":9007199254740993}'));
  expect(await withExactNumbers(response)).toBe(response);
});

it("leaves a response without a body as it is", async () => {
  const response = new Response(null, { status: 204, headers: json });
  expect(await withExactNumbers(response)).toBe(response);
});
