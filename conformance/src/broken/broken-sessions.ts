import { type BrokenClient, broken } from "./broken-client.ts";
import { rightBehavior } from "./loop-behavior.ts";

/** Clients that are wrong in how they open, keep, renew and end a session. */
export const brokenSessions: readonly BrokenClient[] = [
  broken("logs in for every request", { keepsSession: false }, [
    "centurylink-v1-login-once",
    "centurylink-v2-login-kept",
    "traffic-ops-login-once",
    "veeva-vault-login-once",
  ]),
  broken("never renews a session", { renews: () => false }, [
    "centurylink-v1-login-renewed",
    "veeva-vault-login-renewed",
    "traffic-ops-login-renewed-for-a-poll",
  ]),
  broken("renews a session for ever", { renews: () => true }, [
    "centurylink-v2-login-granted-in-vain",
    "traffic-ops-login-renewed-in-vain",
    "veeva-vault-login-renewed-in-vain",
  ]),
  broken("keeps the old cookie", { renewsCookie: "none" }, [
    "traffic-ops-cookie-renewed",
    "traffic-ops-cookie-run-out",
  ]),
  broken("keeps the cookie that the caller gave", { renewsCookie: "opened" }, [
    "traffic-ops-cookie-of-the-caller-renewed",
  ]),
  broken("gives up credentials that worked when a login is refused in an outage", { trustsWorked: false }, [
    "traffic-ops-login-refused-in-an-outage",
  ]),
  broken("tries refused credentials again", { refusedMs: 0 }, [
    "centurylink-v1-login-refused-is-remembered",
    "veeva-vault-login-refused-is-remembered",
  ]),
  broken(
    "logs in again and again with refused credentials",
    { refusedMs: 0, retries: (error) => rightBehavior.retries(error) || error.code === "unauthenticated" },
    ["centurylink-v1-login-refused", "centurylink-v2-login-refused", "traffic-ops-login-refused"],
  ),
  broken("gives up after one failed login", { retries: ({ code }) => code === "rate-limited" }, [
    "centurylink-v2-login-fails-once",
    "traffic-ops-login-cut-once",
    "centurylink-v1-login-renewal-fails-once",
  ]),
  broken("logs in with JSON if a form is required", { request: formInJson }, [
    "veeva-vault-login-once",
    "veeva-vault-login-for-the-named-vault",
  ]),
  broken("does not check what a login granted", { checksGrant: false }, [
    "centurylink-v2-login-grants-nothing",
    "veeva-vault-login-for-another-vault",
    "traffic-ops-cookie-for-another-host",
  ]),
  broken("forgets a session in place of giving it back", { givesBack: "none" }, [
    "centurylink-v1-logout",
    "traffic-ops-logout-of-the-callers-session",
  ]),
  broken("logs in to log out", { givesBack: "opened" }, [
    "centurylink-v1-logout-before-all",
    "veeva-vault-logout-twice",
  ]),
  broken("sends a session that it has given back", { endsSession: false }, [
    "centurylink-v1-logout",
    "traffic-ops-logout-twice",
    "veeva-vault-logout",
  ]),
];

function formInJson(init: RequestInit): RequestInit {
  const { body } = init;
  if (typeof body !== "string" || !body.startsWith("username=")) return init;
  const fields = Object.fromEntries(new URLSearchParams(body));
  return { ...init, headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields) };
}
