import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import { createSessionClient, line, sessionContract, sessionGranted } from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

const refused: ScriptedResponse = { status: 400, body: { error: { code: "BAD_WORD", text: "That is not it." } } };

describe("a login that failed is not tried again too soon", () => {
  it.each<[string, ScriptedResponse, number, string, object]>([
    [
      "for 5 min where the provider refused it",
      refused,
      300_000,
      "no new login for another 300 s, so that the account is not locked; the last one failed: " +
        "acme logIn: HTTP 400 (BAD_WORD: That is not it.); renew the credentials",
      { code: "unauthenticated", httpStatus: 400, nativeCode: "BAD_WORD", nativeMessage: "That is not it." },
    ],
    [
      "for as long as the provider asks",
      { status: 429, headers: { "Retry-After": "7" } },
      7_000,
      "no new login for another 7 s; the last one failed: acme logIn: HTTP 429; poll less often",
      { code: "rate-limited", httpStatus: 429, retryAfterMs: 7_000 },
    ],
    [
      "for half a second where it failed in passing",
      { status: 503 },
      500,
      "no new login for another 1 s; the last one failed: acme logIn: HTTP 503",
      { code: "unavailable", httpStatus: 503 },
    ],
  ])("%s", async (_, response, ms, message, details) => {
    const { clock, client, requests } = createSessionClient([response, sessionGranted, jobIn("DONE")]);
    const first = await clock.run(rejectionOf(client.status("1")));
    const second = await clock.run(rejectionOf(client.status("2")));
    expect(second.message).toBe(`acme logIn job "2": ${message}`);
    expect(Object.fromEntries(Object.entries(second))).toEqual({
      name: "JobStatusError",
      provider: "acme",
      operation: "logIn",
      jobId: "2",
      ...details,
    });
    expect(second.cause).toMatchObject({ code: first.code, operation: "logIn", httpStatus: first.httpStatus });
    await clock.advance(ms - 1);
    await clock.run(rejectionOf(client.status("3")));
    expect(requests.map(line)).toEqual(["POST login"]);
    await clock.advance(1);
    await clock.run(client.status("4"));
    expect(requests.map(line)).toEqual(["POST login", "POST login", "GET 4 Token t-1"]);
  });

  it("the time that is left is told", async () => {
    const { clock, client } = createSessionClient([{ status: 429, headers: { "Retry-After": "7" } }]);
    await clock.run(rejectionOf(client.status("1")));
    await clock.advance(4_500);
    const error = await clock.run(rejectionOf(client.status("1")));
    expect(error.message).toContain("another 3 s");
    expect(error.retryAfterMs).toBe(2_500);
  });
});

it("other credentials than those that failed are tried at once", async () => {
  const words = ["wrong", "open sesame"];
  const credentials = () => ({ name: "ann", word: words.shift() });
  const { clock, client, requests } = createSessionClient([refused, sessionGranted, jobIn("DONE")], { credentials });
  await clock.run(rejectionOf(client.status("1")));
  await clock.run(client.status("2"));
  expect(requests.map(line)).toEqual(["POST login", "POST login", "GET 2 Token t-1"]);
});

it("credentials that were refused stay so while others are good", async () => {
  const words = ["wrong", "open sesame", "wrong"];
  const credentials = () => ({ name: "ann", word: words.shift() });
  const { clock, client, requests } = createSessionClient([refused, sessionGranted, jobIn("DONE")], { credentials });
  await clock.run(rejectionOf(client.status("1")));
  await clock.run(client.status("2"));
  await clock.advance(60_000);
  const error = await clock.run(rejectionOf(client.status("3")));
  expect(error.message).toContain("no new login for another 240 s");
  expect(requests.map(line)).toEqual(["POST login", "POST login", "GET 2 Token t-1"]);
});

it("wrong credentials are tried again after half a second if no lock is known", async () => {
  const { lockoutPauseMs: _lockoutPauseMs, ...login } = sessionContract.session.login;
  const contract = { ...sessionContract, session: { ...sessionContract.session, login } };
  const { clock, client, requests } = createSessionClient([refused, sessionGranted, jobIn("DONE")], {}, contract);
  await clock.run(rejectionOf(client.status("1")));
  const error = await clock.run(rejectionOf(client.status("2")));
  expect(error.message).toBe(
    'acme logIn job "2": no new login for another 1 s; the last one failed: acme logIn: HTTP 400 (BAD_WORD: That is not it.); renew the credentials',
  );
  await clock.advance(500);
  await clock.run(client.status("3"));
  expect(requests.map(line)).toEqual(["POST login", "POST login", "GET 3 Token t-1"]);
});

it("the rest of a pause is given in whole milliseconds", async () => {
  const { clock, client } = createSessionClient([{ status: 429, headers: { "Retry-After": "7" } }]);
  await clock.run(rejectionOf(client.status("1")));
  await clock.advance(4_500.25);
  expect((await clock.run(rejectionOf(client.status("1")))).retryAfterMs).toBe(2_500);
});
