import { expect, it } from "vitest";
import { matchPath } from "./match-path.ts";

it.each([
  ["/jobs/{id}", "/jobs/7", { id: "7" }],
  ["/jobs/{id}", "/jobs/7/", { id: "7" }],
  ["/jobs/{id}.json", "/jobs/a.b.json", { id: "a.b" }],
  ["/api/{version}/jobs/{id}", "/api/v1.0/jobs/7", { version: "v1.0", id: "7" }],
  ["/jobs/{id}", "/jobs/a%2Fb%20c", { id: "a/b c" }],
  ["/v1/{+name}:poll", "/v1/operations/a%20b:poll", { name: "operations/a b" }],
  ["https://{shop}.example.org", "https://north.example.org", { shop: "north" }],
  ["https://api.example.org", "https://api.example.org", {}],
])("%s fits %s", (template, path, names) => {
  expect(matchPath(template, path)).toEqual(names);
});

it.each([
  ["/jobs/{id}", "/jobs"],
  ["/jobs/{id}", "/jobs/7/items"],
  ["/jobs/{id}", "/old/jobs/7"],
  ["/jobs/{id}.json", "/jobs/7xjson"],
  ["/jobs/{id}", "/jobs/%E0%A4%A"],
  ["https://{shop}.example.org", "https://north.example.org.other"],
])("%s does not fit %s", (template, path) => {
  expect(matchPath(template, path)).toBeUndefined();
});
