import { describe, expect, it } from "vitest";
import { accountOf, serverFromOptions } from "./server.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { failureIn } from "../testing/rejection-of.ts";

it("the server's variables fill the base URL, the path's their defaults", () => {
  expect(serverFromOptions("createAcme", acmeContract, { tenant: "shop" })).toEqual({
    baseUrl: "https://shop.acme.example",
    variables: { tenant: "shop", account: "main" },
  });
});

it("a base URL takes the place of the server and of its variables", () => {
  expect(serverFromOptions("createAcme", acmeContract, { baseUrl: "http://127.0.0.1:8080/", account: "a/b" })).toEqual({
    baseUrl: "http://127.0.0.1:8080",
    variables: { account: "a/b" },
  });
});

it("an account is told by its server and the variables of its paths, however the server was given", () => {
  const account = (options: Record<string, unknown>) =>
    accountOf({ contract: acmeContract, server: serverFromOptions("createAcme", acmeContract, options) });
  expect(account({ tenant: "shop" })).toBe("https://shop.acme.example main");
  expect(account({ baseUrl: "https://shop.acme.example/" })).toBe("https://shop.acme.example main");
  expect(account({ tenant: "shop", account: "second" })).toBe("https://shop.acme.example second");
  expect(account({ tenant: "other" })).toBe("https://other.acme.example main");
});

it.each([
  ["https://proxy.example/acme/", "https://proxy.example/acme"],
  ["https://proxy.example//", "https://proxy.example"],
  ["HTTPS://Proxy.Example:443", "https://proxy.example"],
  ["http://[::1]:9000", "http://[::1]:9000"],
])("the base URL %s becomes %s", (baseUrl, expected) => {
  expect(serverFromOptions("createAcme", acmeContract, { baseUrl }).baseUrl).toBe(expected);
});

describe("a wrong base URL is refused", () => {
  it.each([
    "proxy.example",
    "localhost:8080",
    "//proxy.example",
    "/acme",
    "ftp://proxy.example",
    "file:///acme",
    "https://",
    "https://proxy.example:99999",
    5,
    new URL("https://proxy.example"),
    "shttp://proxy.example",
    "https://ann@proxy.example",
    "https://ann:pass@proxy.example",
    "https://:pass@proxy.example",
    "https://proxy.example?a=1",
    "https://proxy.example/?",
    "https://proxy.example/#top",
    "https://proxy.example/#",
  ])("%s", (baseUrl) => {
    const error = failureIn(() => serverFromOptions("createAcme", acmeContract, { baseUrl }));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'createAcme: the option "baseUrl" must be an absolute URL with http: or https:, without user, password, query and fragment',
    ]);
  });
});

describe("a wrong server variable is refused", () => {
  it.each([
    "shop/evil",
    "shop@evil.example",
    "shop evil",
    "evil.example#",
    "evil.example?",
    "evil\\",
    "shop:pass",
    "shop%2e",
    "shop\n",
    "läden",
  ])("%j", (tenant) => {
    const error = failureIn(() => serverFromOptions("createAcme", acmeContract, { tenant }));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'createAcme: the option "tenant" must be a name of letters, digits, dots and hyphens, without scheme and path; ' +
        'for a whole URL, use "baseUrl"',
    ]);
  });

  it.each(["shop:8080", "shop:99999"])("%j: it makes no URL", (tenant) => {
    const error = failureIn(() => serverFromOptions("createAcme", acmeContract, { tenant }));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'createAcme: the option "tenant" must be such that "https://{tenant}.acme.example" is a URL',
    ]);
  });

  it.each([
    [undefined, "is required"],
    ["", "must be text that is not empty"],
    [5, "must be text"],
  ])("%j", (tenant, problem) => {
    const error = failureIn(() => serverFromOptions("createAcme", acmeContract, { tenant }));
    expect([error.code, error.message]).toEqual(["invalid-request", `createAcme: the option "tenant" ${problem}`]);
  });

  it.each(["shop.acme.example", "SHOP.Acme.Example", "https://shop.acme.example"])(
    "%j: it holds the host",
    (tenant) => {
      const error = failureIn(() => serverFromOptions("createAcme", acmeContract, { tenant }));
      expect([error.code, error.message]).toEqual([
        "invalid-request",
        'createAcme: the option "tenant" must be only the part before ".acme.example"; for a whole URL, use "baseUrl"',
      ]);
    },
  );

  it("a URL in place of a host", () => {
    const contract = { ...acmeContract, server: "https://{tenant}" };
    const error = failureIn(() => serverFromOptions("createAcme", contract, { tenant: "https://acme.example" }));
    expect(error.message).toContain("without scheme and path");
  });
});

it("a host with a port is a server variable, too, if the server is nothing else", () => {
  const contract = { ...acmeContract, server: "https://{tenant}" };
  expect(serverFromOptions("createAcme", contract, { tenant: "acme.example:8443" }).baseUrl).toBe(
    "https://acme.example:8443",
  );
});

it("a server variable may end in what separates it from the next one", () => {
  const contract = { ...acmeContract, server: "https://{tenant}-{account}.acme.example" };
  expect(serverFromOptions("createAcme", contract, { tenant: "shop-" }).baseUrl).toBe(
    "https://shop--main.acme.example",
  );
});

it("a path variable may have any text", () => {
  const options = { tenant: "shop", account: "undefined" };
  expect(serverFromOptions("createAcme", acmeContract, options).variables).toEqual(options);
});

it.each([".", "..", "\ud800"])("a path variable of %j is refused: it makes no segment of a URL", (account) => {
  const error = failureIn(() => serverFromOptions("createAcme", acmeContract, { tenant: "shop", account }));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    'createAcme: the option "account" must be text that can stand in a URL',
  ]);
});
