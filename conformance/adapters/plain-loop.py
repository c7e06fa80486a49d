"""A small client of two of the APIs, and the adapter that puts it under the suite. Standard library only.

The protocol is one JSON object for each line: the runner writes `start`, then a `case` for each case, then `stop`; the
adapter answers `started`, and an `outcome` for each call of a case. See README.md, "Put your own client under the suite".
"""

import calendar
import email.utils
import http.client
import json
import sys
import threading
import time
import urllib.parse

STATES = {
    "zendesk": {"queued": "pending", "working": "running", "completed": "succeeded", "failed": "failed", "killed": "cancelled"},
    "traffic-ops": {"PENDING": "running", "SUCCEEDED": "succeeded", "FAILED": "failed"},
}
ENDS = {"succeeded", "partial", "failed", "cancelled"}
write_lock = threading.Lock()


def send(message):
    with write_lock:
        print(json.dumps(message), flush=True)


class Refused(Exception):
    """Asking again does not help."""


class NotNow(Exception):
    """Asking again later may help."""

    def __init__(self, after_ms=0):
        super().__init__("not now")
        self.after_ms = after_ms


def state_of(provider, body):
    if provider == "traffic-ops":
        return STATES[provider].get(body["response"]["status"], "unknown")
    job = body.get("job_status", body)
    state = STATES[provider].get(job["status"], "unknown")
    items = job.get("results")
    if job["status"] == "completed" and isinstance(items, list) and items:
        failed = [item for item in items if item.get("success") is False or item.get("error") or item.get("errors")]
        state = "failed" if len(failed) == len(items) else "partial" if failed else state
    return state


def retry_after_ms(headers):
    return max((one_retry_after_ms(text, headers) for text in headers.get_all("Retry-After", [])), default=0)


def one_retry_after_ms(text, headers):
    if text.isdigit():
        return int(text) * 1000
    try:
        return (seconds_of(text) - seconds_of(headers["Date"])) * 1000
    except (TypeError, ValueError):
        return 0


def reset_ms(headers):
    """How long no request is allowed, if a response says that none is left: a minute at most, as the limit is one of a minute."""
    left, reset = headers.get("ratelimit-remaining"), headers.get("ratelimit-reset", "")
    return min(int(reset), 60) * 1000 if left == "0" and reset.isdigit() else 0


def seconds_of(date):
    """Each of the three forms of a date is in GMT, also the one that does not say so (RFC 9110, section 5.6.7)."""
    return calendar.timegm(email.utils.parsedate(date))


def ask(case):
    """Asks once: the state, and how long to wait then. No redirect is followed: http.client follows none."""
    paths = {"zendesk": "/api/v2/job_statuses/{}.json", "traffic-ops": "/api/4.0/async_status/{}"}
    path = paths[case["provider"]].format(urllib.parse.quote(case["job"], safe=""))
    address = urllib.parse.urlsplit(case["baseUrl"])
    # A request that is never answered is given up after 30 s.
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30 / case["timeFactor"])
    try:
        connection.request("GET", path, headers={"Authorization": "Bearer " + case["credentials"]["accessToken"]})
        response = connection.getresponse()
        text = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise NotNow() from error
    finally:
        connection.close()
    if response.status == 429 or response.status >= 500:
        raise NotNow(retry_after_ms(response.headers))
    if response.status == 404 and case["provider"] == "zendesk":
        raise NotNow()
    if response.status != 200:
        raise Refused(f"HTTP {response.status}")
    try:
        return state_of(case["provider"], json.loads(text)), reset_ms(response.headers)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotNow() from error


def wait(case):
    failures = 0
    while failures < 8:
        try:
            state, after_ms = ask(case)
        except NotNow as error:
            time.sleep(max(1000 * 2**failures, error.after_ms) / 1000 / case["timeFactor"])
            failures += 1
            continue
        if state in ENDS:
            return state
        failures = 0
        time.sleep(max(5, after_ms / 1000) / case["timeFactor"])
    raise Refused("too many faults")


def perform(case, place, call):
    time.sleep(call.get("atMs", 0) / 1000 / case["timeFactor"])
    outcome = {"type": "outcome", "case": case["id"], "call": place}
    try:
        state = ask(case)[0] if call["call"] == "status" else wait(case)
        send({**outcome, "status": {"state": state}})
    except (Refused, NotNow) as error:
        send({**outcome, "error": {"message": str(error)}})


for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "start":
        send(
            {
                "type": "started",
                "name": "plain loop in Python",
                "features": ["status", "wait"],
                "providers": list(STATES),
                "parallel": 16,
            }
        )
    elif message["type"] == "case":
        for place, call in enumerate(message["calls"]):
            threading.Thread(target=perform, args=(message, place, call), daemon=True).start()
    elif message["type"] == "stop":
        break
