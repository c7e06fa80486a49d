import { describe, expect, it } from "vitest";
import { readResponseError } from "./response-error.ts";
import { acmeContract } from "../testing/acme-contract.ts";

const read = (httpStatus: number, body: unknown) => readResponseError(acmeContract, httpStatus, body);

describe("a response that isn't an error", () => {
  it.each([
    [200, { job: {} }],
    [200, { ok: true }],
    [200, { ok: "mostly" }],
    [200, { ok: null }],
    // A success value that isn't text says nothing.
    [200, { ok: {} }],
    [299, undefined],
    [200, { error: { code: "NO_SESSION" }, ok: true }],
  ])("%i %j", (httpStatus, body) => {
    expect(read(httpStatus, body)).toBeUndefined();
  });
});

describe("an HTTP status means what HTTP says, unless the contract says otherwise", () => {
  it.each([
    [400, "invalid-request"],
    [401, "unauthenticated"],
    [403, "forbidden"],
    [404, "not-found"],
    [405, "invalid-request"],
    [408, "unavailable"],
    [410, "gone"],
    [422, "invalid-request"],
    [423, "unavailable"],
    [425, "unavailable"],
    [429, "rate-limited"],
    [500, "unavailable"],
    [502, "unavailable"],
    [503, "unavailable"],
    [599, "unavailable"],
    [0, "invalid-response"],
    [300, "invalid-response"],
    [304, "invalid-response"],
  ])("%i is %s", (httpStatus, code) => {
    for (const body of [undefined, null, "text", [], {}, { error: null }, { error: { code: {}, text: [] } }]) {
      expect(read(httpStatus, body)).toEqual({ code, nativeCode: undefined, nativeMessage: undefined });
    }
  });
});

describe("the body's own word goes before the HTTP status", () => {
  it.each([
    [400, { error: { code: "NO_SESSION", text: "log in" } }, "unauthenticated", "NO_SESSION", "log in"],
    [500, { error: { code: "NO_JOB" } }, "not-found", "NO_JOB", undefined],
    [404, { codes: [{}, { code: "TOO_OFTEN" }, { code: "NO_JOB" }] }, "rate-limited", "TOO_OFTEN", undefined],
    [400, { error: { code: "" }, codes: [{ code: "NOT_YOURS" }] }, "forbidden", "NOT_YOURS", undefined],
    // Of several errors, the first whose meaning is known decides.
    [
      400,
      { error: { code: "STRANGE" }, codes: [{ code: "ODD" }, { code: "NO_SESSION" }] },
      "unauthenticated",
      "NO_SESSION",
      undefined,
    ],
    // A value that the contract does not list decides nothing, and is kept.
    [404, { error: { code: "constructor", text: "?" } }, "not-found", "constructor", "?"],
    [403, { error: { code: 17 } }, "forbidden", "17", undefined],
    [500, { error: { text: "  " } }, "unavailable", undefined, "  "],
  ])("%i %j is %s", (httpStatus, body, code, nativeCode, nativeMessage) => {
    expect(read(httpStatus, body)).toEqual({ code, nativeCode, nativeMessage });
  });
});

describe("a failure in a body that came with 200", () => {
  it.each([
    [{ ok: false }, "invalid-request", undefined],
    [{ ok: "no", job: { state: "DONE" } }, "invalid-request", undefined],
    [{ ok: false, error: { code: "NO_SESSION" } }, "unauthenticated", "NO_SESSION"],
    [{ ok: false, error: { code: "TOO_OFTEN" } }, "rate-limited", "TOO_OFTEN"],
    [{ ok: false, error: { code: "UNHEARD_OF" } }, "invalid-request", "UNHEARD_OF"],
    [{ ok: 0, error: { code: "__proto__" } }, "invalid-request", "__proto__"],
  ])("%j is %s", (body, code, nativeCode) => {
    expect(read(200, body)).toEqual({ code, nativeCode, nativeMessage: undefined });
  });
});

it("a contract that knows no error's shape still reads HTTP", () => {
  const contract = { ...acmeContract, errors: { requestIdHeader: "X-Id", defaultCode: "unavailable" } } as const;
  expect(readResponseError(contract, 401, { error: { code: "NO_JOB" } })?.code).toBe("unauthenticated");
  expect(readResponseError(contract, 200, { ok: false })).toBeUndefined();
});

it("one of two signs of success is not enough", () => {
  const signs = [
    { at: "/ok", values: ["true"] },
    { at: "/code", values: ["0"] },
  ];
  const contract = { ...acmeContract, errors: { ...acmeContract.errors, success: signs } };
  expect(readResponseError(contract, 200, { ok: true, code: 0 })).toBeUndefined();
  expect(readResponseError(contract, 200, { ok: true, code: 5 })).toBeDefined();
  expect(readResponseError(contract, 200, { ok: false, code: 0 })).toBeDefined();
});
