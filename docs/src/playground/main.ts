import { codeFor } from "./connect.ts";
import { type Contender, contendersFrom } from "./compare.ts";
import { resultOf, writeChanges, writeComparison, writeExchanges } from "./report.ts";
import { type Run, runToEnd } from "./run.ts";
import { codeFromSetting } from "./schedule-from-setting.ts";
import { type Settings, hashFromSettings, parseSettings } from "./settings.ts";
import { drawTimeline, summary } from "./timeline.ts";

function find<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return element;
}

const form = find("settings", HTMLFormElement);
const timeline = find("timeline", HTMLElement);
const pause = find("pause", HTMLButtonElement);
const toEnd = find("to-end", HTMLButtonElement);
const announcement = find("announcement", HTMLElement);

let runs: readonly Run[] = [];
let contenders: readonly Contender[] = [];
/** The time that is shown, in milliseconds since the start of the runs. */
let shownMs = 0;
let isPaused = false;
/** The events that the tables below the timeline show. */
let writtenEvents = "";
/** How many starts there were, so that an earlier animation sees that it is over. */
const starts = { count: 0 };

function field(name: string): HTMLInputElement | HTMLSelectElement {
  const element = form.elements.namedItem(name);
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) return element;
  throw new Error(`the form has no field ${name}`);
}

function readForm(): Settings {
  const schedule = (name: string) =>
    `${field(name).value}-${field(`${name}-s`).value}-${field(`${name}-factor`).value}`;
  const query = new URLSearchParams({
    provider: field("provider").value,
    scenario: field("scenario").value,
    first: schedule("first"),
    timeout: field("timeout").value,
    speed: field("speed").value,
  });
  const second = field("second").value;
  query.set("second", second === "none" || second === "equal" ? second : schedule("second"));
  query.set("seed", field("seed").value);
  return parseSettings(query.toString());
}

function fillForm({ provider, scenario, seed, first, second, timeoutS, speed }: Settings): void {
  const values = {
    provider,
    scenario,
    first: first.name,
    "first-s": first.firstS,
    "first-factor": first.factor,
    seed,
    second: typeof second === "string" ? second : second.name,
    ...(typeof second === "string" ? {} : { "second-s": second.firstS, "second-factor": second.factor }),
    timeout: timeoutS,
    speed,
  };
  for (const [name, value] of Object.entries(values)) field(name).value = String(value);
}

/** Shows only the fields that the chosen schedules use. */
function showNumbers(): void {
  for (const name of ["first", "second"]) {
    const chosen = field(name).value;
    find(`${name}-s-label`, HTMLElement).hidden = chosen !== "fixed" && chosen !== "growing";
    find(`${name}-factor-label`, HTMLElement).hidden = chosen !== "growing";
  }
}

function endMs(): number {
  return Math.max(...runs.map(({ outcome }) => outcome.atMs));
}

/** What has happened in the runs so far, as text that differs once there is something new. */
function eventsSoFar(): string {
  const isShown = ({ atMs }: { readonly atMs: number }) => atMs <= shownMs;
  return runs
    .flatMap(({ changes, exchanges, outcome }) =>
      [changes, exchanges, [outcome]].map((all) => all.filter(isShown).length),
    )
    .join();
}

/** Draws everything as it is at a time of the run. */
function draw(): void {
  const [first] = runs;
  if (!first) return;
  drawTimeline(timeline, runs, shownMs, Math.max(endMs(), first.jobEndMs) * 1.03);
  const events = eventsSoFar();
  if (events === writtenEvents) return;
  writtenEvents = events;
  writeComparison(find("comparison", HTMLElement), runs, contenders, shownMs);
  writeChanges(find("changes", HTMLElement), first, shownMs);
  writeExchanges(find("exchanges", HTMLElement), first, shownMs);
}

/** Runs the settings to their end on virtual clocks, and then shows what happened. */
async function start(): Promise<void> {
  starts.count += 1;
  const mine = starts.count;
  pause.disabled = true;
  toEnd.disabled = true;
  const settings = readForm();
  history.replaceState(null, "", hashFromSettings(settings));
  const chosen = await contendersFrom(settings);
  const finished: Run[] = [];
  for (const { setting } of chosen) finished.push(await runToEnd(settings, setting));
  // A later start replaces this one.
  if (mine !== starts.count) return;
  [runs, contenders] = [finished, chosen];
  writtenEvents = "";
  isPaused = false;
  pause.textContent = "Pause";
  find("exchanges", HTMLElement).replaceChildren();
  showCode(settings);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) finish();
  else await animate(mine);
}

async function animate(mine: number): Promise<void> {
  shownMs = 0;
  pause.disabled = false;
  toEnd.disabled = false;
  announcement.textContent = "Running.";
  let lastMs = performance.now();
  while (mine === starts.count && shownMs < endMs()) {
    await nextFrame();
    const frameMs = Math.min(100, performance.now() - lastMs);
    lastMs = performance.now();
    if (isPaused || mine !== starts.count) continue;
    shownMs = Math.min(endMs(), shownMs + frameMs * readForm().speed);
    draw();
  }
  if (mine === starts.count) finish();
}

/** Shows the end. */
function finish(): void {
  starts.count += 1;
  shownMs = endMs();
  draw();
  pause.disabled = true;
  toEnd.disabled = true;
  const result = resultOf(runs, contenders);
  announcement.textContent = result === "" ? runs.map((run) => summary(run)).join(" ") : result;
}

function showCode(settings: Settings): void {
  const [run] = runs;
  if (!run) return;
  const schedule = codeFromSetting(settings.first);
  find("code", HTMLElement).textContent = codeFor(settings.provider, run.id, settings.timeoutS * 1_000, schedule);
}

async function copyCode(): Promise<void> {
  await navigator.clipboard.writeText(find("code", HTMLElement).textContent ?? "");
  announcement.textContent = "Copied.";
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

fillForm(parseSettings(location.hash));
showNumbers();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void start();
});
form.addEventListener("change", (event) => {
  showNumbers();
  // The speed applies to the current run; anything else starts another run.
  if (event.target === field("speed")) history.replaceState(null, "", hashFromSettings(readForm()));
  else void start();
});
pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.textContent = isPaused ? "Resume" : "Pause";
});
toEnd.addEventListener("click", finish);
find("copy", HTMLButtonElement).addEventListener("click", () => {
  void copyCode();
});
addEventListener("resize", draw);
addEventListener("hashchange", () => {
  fillForm(parseSettings(location.hash));
  showNumbers();
  void start();
});
void start();
