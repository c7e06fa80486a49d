import { expect, it } from "vitest";
import { manifestWithVersion } from "./manifest-with-version.ts";

it("raises the version and what names our packages by theirs, and leaves everything else", () => {
  const manifest = {
    name: "@jobstatus/zendesk",
    version: "0.1.0",
    dependencies: { "@jobstatus/core": "0.1.0", "openapi-fetch": "0.17.0" },
    devDependencies: { "@jobstatus/simulator": "*" },
  };
  expect(JSON.parse(manifestWithVersion(JSON.stringify(manifest), "0.2.0"))).toEqual({
    name: "@jobstatus/zendesk",
    version: "0.2.0",
    dependencies: { "@jobstatus/core": "0.2.0", "openapi-fetch": "0.17.0" },
    devDependencies: { "@jobstatus/simulator": "*" },
  });
});

it("refuses what is no manifest", () => {
  expect(() => manifestWithVersion("[]", "0.2.0")).toThrow(TypeError);
});
