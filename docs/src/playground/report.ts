import type { Run } from "./run.ts";
import { wordsFromSetting } from "./schedule-from-setting.ts";
import { seconds } from "./timeline.ts";

function element(name: string, text = "", className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

/** Writes the runs side by side: what each cost, and how late it learned of the end. */
export function writeComparison(body: HTMLElement, runs: readonly Run[]): void {
  body.replaceChildren(
    ...runs.map((run) => {
      const { outcome, jobEndMs, exchanges } = run;
      const row = element("tr");
      row.append(
        element("td", wordsFromSetting(run.setting)),
        element("td", String(exchanges.length)),
        element("td", outcome?.state === undefined ? "–" : seconds(outcome.atMs - jobEndMs)),
        element("td", outcome ? outcome.text : "under way", outcome?.state ? `state-${outcome.state}` : ""),
      );
      return row;
    }),
  );
}

/** Writes the changes that a run has told of. */
export function writeChanges(list: HTMLElement, { changes }: Run): void {
  list.replaceChildren(
    ...changes.map(({ atMs, status }) => {
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

/** Adds the exchanges that are not in the list yet; those that are keep their place, opened or not. */
export function writeExchanges(list: HTMLElement, { exchanges }: Run): void {
  for (const { atMs, request, response, httpStatus, isRefusal } of exchanges.slice(list.childElementCount)) {
    const entry = element("details");
    const [head = ""] = request.split("\n");
    const texts = element("div", "", "exchange");
    for (const text of [request, response]) {
      const block = element("pre", text);
      // A block that scrolls can be scrolled with keys.
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
