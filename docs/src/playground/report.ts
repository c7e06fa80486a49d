import { type Contender, JOBS } from "./compare.ts";
import type { Run } from "./run.ts";
import { wordsFromSetting } from "./schedule-from-setting.ts";
import { seconds } from "./timeline.ts";

function element(name: string, text = "", className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

/** Writes the runs side by side: the requests and lag of each, and its mean over many jobs. */
export function writeComparison(
  body: HTMLElement,
  runs: readonly Run[],
  contenders: readonly Contender[],
  nowMs: number,
): void {
  const titles = Array.from(body.parentElement?.querySelectorAll("th") ?? [], ({ textContent }) => textContent);
  body.replaceChildren(
    ...runs.map((run, index) => {
      const { outcome, jobEndMs, exchanges } = run;
      const hasEnded = outcome.atMs <= nowMs;
      const mean = contenders[index]?.mean;
      const row = element("tr");
      const cells = [
        element("td", wordsFromSetting(run.setting)),
        element("td", String(exchanges.filter(({ atMs }) => atMs <= nowMs).length)),
        element("td", hasEnded && outcome.state !== undefined ? seconds(outcome.atMs - jobEndMs) : "–"),
        element("td", mean ? mean.requests.toFixed(1) : "–"),
        element("td", mean ? seconds(mean.lagMs) : "–"),
        element("td", hasEnded ? outcome.text : "running", outcome.state && hasEnded ? `state-${outcome.state}` : ""),
      ];
      // On a phone, each cell names its column.
      for (const [column, cell] of cells.entries()) cell.dataset["label"] = titles[column] ?? "";
      row.append(...cells);
      return row;
    }),
  );
}

/** Says which schedule wins, in this run and on average. */
export function resultOf(runs: readonly Run[], contenders: readonly Contender[]): string {
  const [first, second] = runs;
  const [one, other] = contenders;
  if (!first || !second || !one || !other) return "";
  const names = [wordsFromSetting(first.setting), wordsFromSetting(second.setting)] as const;
  const lagOf = ({ outcome, jobEndMs }: Run) => (outcome.state === undefined ? undefined : outcome.atMs - jobEndMs);
  const lags = [lagOf(first), lagOf(second)] as const;
  const thisRun =
    lags[0] === undefined || lags[1] === undefined
      ? ""
      : `In this run ${names[0]} ${lags[0] <= lags[1] ? "wins" : "loses"}: ${seconds(lags[0])} of lag against ${seconds(lags[1])}. `;
  const wins = one.mean.lagMs <= other.mean.lagMs;
  return (
    `${thisRun}Over ${JOBS} jobs of this scenario ${names[0]} ${wins ? "wins" : "loses"}: a mean lag of ` +
    `${seconds(one.mean.lagMs)} against ${seconds(other.mean.lagMs)}, with ${one.mean.requests.toFixed(1)} and ` +
    `${other.mean.requests.toFixed(1)} requests for each job.`
  );
}

/** Writes the changes that a run yielded until `nowMs`. */
export function writeChanges(list: HTMLElement, { changes }: Run, nowMs: number): void {
  const shown = changes.filter(({ atMs }) => atMs <= nowMs);
  list.replaceChildren(
    ...shown.map(({ atMs, status }) => {
      const line = element("li");
      const { fraction } = status.progress ?? {};
      const progress = fraction === undefined ? "" : `, ${Math.round(fraction * 100)} %`;
      line.append(
        element("span", `${seconds(atMs)} `),
        element("b", status.state, `state-${status.state}`),
        ` (${status.native})${progress}${status.message ? `: ${status.message}` : ""}`,
      );
      return line;
    }),
  );
}

/** Adds the exchanges until `nowMs` that aren't in the list yet. Those in the list stay as they are, open or closed. */
export function writeExchanges(list: HTMLElement, { exchanges }: Run, nowMs: number): void {
  const shown = exchanges.filter(({ atMs }) => atMs <= nowMs);
  for (const { atMs, request, response, httpStatus, isRefusal } of shown.slice(list.childElementCount)) {
    const entry = element("details");
    const [head = ""] = request.split("\n");
    const texts = element("div", "", "exchange");
    for (const text of [request, response]) {
      const block = element("pre", text);
      // A scrolling block must be reachable by keyboard.
      block.tabIndex = 0;
      texts.append(block);
    }
    entry.append(
      element("summary", `${seconds(atMs)} ${head} → HTTP ${httpStatus}${isRefusal ? ", refused" : ""}`),
      texts,
    );
    list.append(entry);
  }
}
