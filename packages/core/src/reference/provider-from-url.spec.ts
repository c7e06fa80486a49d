import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { providerFromUrl } from "./provider-from-url.ts";

const acme: Contract = {
  ...acmeContract,
  references: [
    { from: "body", path: "/v1/{account}/tasks/{id}" },
    { from: "location", path: "/v1/{account}/none/{id}", noJob: true },
    { from: "url" },
    { from: "url", path: "/v1/{account}" },
    { from: "url", path: "/{version}/{account}/jobs/{id}" },
    { from: "location", path: "/v1/{account}/moved/{id}" },
  ],
};
const zeta: Contract = {
  ...acmeContract,
  provider: "zeta",
  server: "https://api.zeta.example",
  variables: {},
  references: [{ from: "url", path: "/jobs/{id}" }],
};
const digits: Contract = {
  ...zeta,
  server: "https://api.digits.example",
  request: { ...acmeContract.request, id: { in: "path", name: "id", type: "string", pattern: "^\\d+$" } },
};
const mute: Contract = { ...acmeContract, provider: "mute" };

describe("a URL of a job's status says by itself", () => {
  it("whose it is, the job's id, and what the client's options are to be", () => {
    expect(providerFromUrl("https://shop.acme.example/v2/main/jobs/a%2Fb?x#y", [zeta, acme])).toEqual({
      contract: acme,
      provider: "acme",
      id: "a/b",
      operation: "default",
      // This client has no option for the version.
      variables: { tenant: "shop", account: "main" },
    });
  });

  it("a URL object says whose job it is, too", () => {
    expect(providerFromUrl(new URL("https://api.zeta.example/jobs/7"), [acme, zeta])).toEqual({
      contract: zeta,
      provider: "zeta",
      id: "7",
      operation: "default",
      variables: {},
    });
  });

  it("a Location says whose job it is, too", () => {
    expect(providerFromUrl("https://shop.acme.example/v1/main/moved/7", [acme])?.id).toBe("7");
  });

  it("the first provider of those that fit", () => {
    const twin = { ...acme, provider: "twin" };
    expect(providerFromUrl("https://shop.acme.example/v1/main/jobs/7", [mute, acme, twin])?.provider).toBe("acme");
  });
});

it.each([
  ["no URL", "shop.acme.example/v1/main/jobs/7"],
  ["another host", "https://shop.other.example/v1/main/jobs/7"],
  ["another scheme", "http://shop.acme.example/v1/main/jobs/7"],
  ["another path", "https://shop.acme.example/v1/main/list/7"],
  ["an id of another form", "https://api.digits.example/jobs/list"],
  ["a path without an id", "https://shop.acme.example/v1/main"],
  ["a path that stands in bodies only", "https://shop.acme.example/v1/main/tasks/7"],
  ["a path that says that there is no job", "https://shop.acme.example/v1/main/none/7"],
  ["a user", "https://ann@shop.acme.example/v1/main/jobs/7"],
  ["a password", "https://:pw@shop.acme.example/v1/main/jobs/7"],
])("%s says nothing", (_, url) => {
  expect(providerFromUrl(url, [mute, acme, zeta, digits])).toBeUndefined();
});

it("isn't a provider's if the host is a variable whose value isn't the default: any host would fit", () => {
  const anyHost: Contract = { ...zeta, server: "https://{host}", variables: { host: "api.zeta.example" } };
  expect(providerFromUrl("https://api.zeta.example/jobs/7", [anyHost])?.id).toBe("7");
  expect(providerFromUrl("https://other.example/jobs/7", [anyHost])).toBeUndefined();
  const ownHost = { ...anyHost, variables: { host: null } };
  expect(providerFromUrl("https://other.example/jobs/7", [ownHost])?.variables).toEqual({ host: "other.example" });
});
