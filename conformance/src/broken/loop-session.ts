import { JobStatusError } from "@jobstatus/core";
import { fillTexts } from "../fill-text.ts";
import { type LoginFacts, factsOf } from "../provider-facts.ts";
import type { CaseSetting } from "../suite/client-under-test.ts";
import { loginRequestFor, logoutRequestFor } from "../suite/session-request.ts";
import type { LoopBehavior } from "./loop-behavior.ts";

/** How long a login may take. */
const LOGIN_LIMIT_MS = 30_000;

type Fields = CaseSetting["credentials"];

interface Session {
  readonly fields: Fields;
  readonly expiresAtMs: number;
}

/** The session of a loop: the one that the caller holds, or one that a login opens. */
export class LoopSession {
  readonly #setting: CaseSetting;
  readonly #behavior: LoopBehavior;
  readonly #login: LoginFacts | undefined;
  readonly #isOpened: boolean;
  #held: Session | undefined;
  #wasGood = false;
  #hasWorked = false;
  #refusal: { readonly error: unknown; readonly untilMs: number } | undefined;

  constructor(setting: CaseSetting, behavior: LoopBehavior) {
    const { credentials } = setting;
    this.#setting = setting;
    this.#behavior = behavior;
    this.#login = factsOf(setting.provider).login;
    this.#isOpened = Object.entries(this.#login?.fields ?? {}).some(
      ([name, text]) => text.includes("{password}") && name in credentials,
    );
    if (!this.#isOpened) this.#held = { fields: credentials, expiresAtMs: Infinity };
  }

  /** What proves the caller now. */
  async open(signal: AbortSignal): Promise<Fields> {
    const nowMs = this.#setting.clock.now();
    const mayServe = this.#behavior.keepsSession || !this.#isOpened;
    if (this.#held && this.#held.expiresAtMs > nowMs && mayServe) return this.#held.fields;
    if (this.#refusal && this.#refusal.untilMs > nowMs) throw this.#refusal.error;
    this.#wasGood = false;
    try {
      this.#held = await this.#logIn(signal);
      this.#hasWorked = true;
    } catch (error) {
      if (error instanceof JobStatusError && error.code === "unauthenticated")
        this.#refusal = { error, untilMs: nowMs + this.#behavior.refusedMs };
      throw error;
    }
    return this.#held.fields;
  }

  /** The provider has taken the session. */
  prove(): void {
    this.#wasGood = true;
  }

  /** Says whether an error means that the session is lost and that another may help. */
  loses(error: unknown): boolean {
    if (!this.#isOpened || !(error instanceof JobStatusError) || error.code !== "unauthenticated") return false;
    if (!this.#behavior.renews(this.#wasGood)) return false;
    this.#held = undefined;
    return true;
  }

  /** Takes the cookie of a response, if it sets one. */
  hear({ headers }: Response): void {
    const { renewsCookie } = this.#behavior;
    const renews = this.#isOpened ? renewsCookie !== "none" : renewsCookie === "any";
    if (renews) this.#held = this.#sessionIn(headers, "") ?? this.#held;
  }

  /** Gives the session back. */
  async close(): Promise<void> {
    if (this.#behavior.givesBack === "opened") await this.open(new AbortController().signal);
    if (!this.#held) return;
    const { fetch, baseUrl, provider } = this.#setting;
    const { method, path } = logoutRequestFor(provider, {});
    const init = { method, headers: proofIn(provider, this.#held.fields), redirect: "manual" } as const;
    if (this.#behavior.givesBack !== "none") await fetch(baseUrl + path, init);
    if (this.#behavior.endsSession) this.#held = undefined;
  }

  async #logIn(signal: AbortSignal): Promise<Session> {
    const { response, text } = await this.#sendLogin(signal);
    const { status, headers } = response;
    const { credentials } = this.#setting;
    const { refusal, refusedInOutage } = this.#login ?? {};
    const { vaultId } = credentials;
    const isOther = vaultId !== undefined && this.#behavior.checksGrant && !text.includes(`"vaultId":${vaultId}`);
    if (status >= 500) throw new JobStatusError("unavailable", "the login failed");
    if (status === 403) throw new JobStatusError("forbidden", "the login is forbidden");
    if (status === 429) {
      const retryAfterMs = Number(headers.get("Retry-After")) * 1_000;
      throw new JobStatusError("rate-limited", "the login came too early", { retryAfterMs });
    }
    const isOutage = status === 401 && refusedInOutage && this.#hasWorked && this.#behavior.trustsWorked;
    if (isOutage) throw new JobStatusError("unavailable", "the login was refused, perhaps by an outage");
    if (status >= 400 || (refusal !== undefined && text.includes(refusal)) || isOther)
      throw new JobStatusError("unauthenticated", "the login was refused");
    const session = this.#sessionIn(headers, text);
    if (session) return session;
    if (this.#behavior.checksGrant) throw new JobStatusError("invalid-response", "the login granted nothing");
    const names = ["cookie", ...Object.keys(this.#login?.grants ?? {})];
    return { fields: Object.fromEntries(names.map((name) => [name, "undefined"])), expiresAtMs: Infinity };
  }

  async #sendLogin(signal: AbortSignal): Promise<{ readonly response: Response; readonly text: string }> {
    const { fetch, baseUrl, provider, credentials, clock } = this.#setting;
    const { method, path, headers } = loginRequestFor(provider);
    const isForm = headers["Content-Type"]?.includes("form");
    const body = isForm ? new URLSearchParams(credentials).toString() : JSON.stringify(credentials);
    const over = new AbortController();
    const late = new AbortController();
    clock.sleep(LOGIN_LIMIT_MS, over.signal).then(
      () => late.abort(),
      () => undefined,
    );
    const stop = AbortSignal.any([signal, late.signal]);
    try {
      const init = this.#behavior.request({ method, headers, body, signal: stop, redirect: "manual" });
      const response = await fetch(baseUrl + path, init);
      return { response, text: await response.text() };
    } catch {
      signal.throwIfAborted();
      throw new JobStatusError("unavailable", "the login got no response");
    } finally {
      over.abort();
    }
  }

  #sessionIn(headers: Headers, text: string): Session | undefined {
    const isMeant = (line: string) => !this.#behavior.checksGrant || !line.includes("Domain=");
    const line = headers.getSetCookie().find(isMeant) ?? "";
    const name = factsOf(this.#setting.provider).cookie;
    const [, cookie, rest = ""] =
      name !== undefined && line.startsWith(`${name}=`) ? (/^([^;]+)(.*)/.exec(line) ?? []) : [];
    const seconds = /Max-Age=(\d+)/.exec(rest)?.[1];
    const expiresAtMs = seconds === undefined ? Infinity : this.#setting.clock.now() + Number(seconds) * 1_000;
    if (cookie !== undefined) return { fields: { cookie }, expiresAtMs };
    for (const [field, member] of Object.entries(this.#login?.grants ?? {})) {
      const [, value] = new RegExp(`"${member}":"([^"]+)"`).exec(text) ?? [];
      if (value !== undefined) return { fields: { [field]: value }, expiresAtMs };
    }
    return undefined;
  }
}

/** The header that credentials stand in. */
function proofIn(provider: string, { cookie, ...others }: Fields): Record<string, string> {
  const { proof } = factsOf(provider);
  const [session] = Object.values(others);
  if (cookie !== undefined || proof === undefined || session === undefined) return { Cookie: cookie ?? "" };
  return fillTexts(proof, { session });
}
