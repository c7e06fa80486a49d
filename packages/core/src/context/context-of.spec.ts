import { expect, it, vi } from "vitest";
import { step } from "../client/step.ts";
import { waitAll } from "../client/wait-all.ts";
import { createAcmeClient } from "../testing/acme-client.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";
import { contextOf } from "./context-of.ts";
import manifest from "../../package.json" with { type: "json" };

/** Another copy of the library. No test loads it: what is set when a module is loaded would count as something that the test uses. */
async function copyOf(version: string) {
  vi.resetModules();
  vi.doMock("./version.ts", () => ({ VERSION: version }));
  const copy = await import("../testing/acme-client.ts");
  vi.doUnmock("./version.ts");
  return copy;
}

const older = await copyOf("0.0.9");
const twin = await copyOf(manifest.version);

const REMEDY = "install provider packages of one version, and import this function from the client's own package";

it("names both versions if a client is from another version of the library", async () => {
  const { client, requests } = older.createAcmeClient([]);
  const message = `two versions of @jobstatus/core: ${manifest.version} and 0.0.9; ${REMEDY}`;
  expect(await rejectionOf(step(client, "7"))).toMatchObject({ code: "invalid-request", message });
  expect(await waitAll([[client, "7"]])).toMatchObject([{ error: { code: "invalid-request", message } }]);
  expect(requests).toEqual([]);
});

it("says so if a client is from another copy of the same version", () => {
  const { client } = twin.createAcmeClient([]);
  const { version } = manifest;
  expect(failureIn(() => contextOf(client)).message).toBe(
    `the client is from another copy of @jobstatus/core ${version}, or wraps a client; ${REMEDY}`,
  );
});

it.each([{}, { ...createAcmeClient([]).client }, undefined])("refuses what is not a client: %o", (value) => {
  const error = failureIn((): unknown => Reflect.apply(contextOf, undefined, [value]));
  expect(error.message).toBe("a client must be the object that its factory returned, not a copy of it");
});
