import { expect, it } from "vitest";
import { pathPattern } from "./path-template.ts";

it.each([
  { template: "/jobs/{id}", path: "/jobs/7", fits: true },
  { template: "/jobs/{id}", path: "/jobs/7/items", fits: false },
  { template: "/jobs/{id}", path: "/jobs/", fits: false },
  { template: "/jobs/{id}.json", path: "/jobs/7.json", fits: true },
  { template: "/jobs/{id}.json", path: "/jobs/7xjson", fits: false },
  { template: "/{tenant}/jobs/{id}", path: "/acme/jobs/7", fits: true },
])("$template fits $path: $fits", ({ template, path, fits }) => {
  expect(pathPattern(template).test(path)).toBe(fits);
});
