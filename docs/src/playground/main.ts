import { codeFor } from "./connect.ts";
import { writeChanges, writeComparison, writeExchanges } from "./report.ts";
import { type Run, startRun } from "./run.ts";
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
let isPaused = false;
/** How many starts there were, so that the loop of an earlier one sees that it is over. */
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
  if (field("second").value !== "") query.set("second", schedule("second"));
  return parseSettings(query.toString());
}

function fillForm({ provider, scenario, first, second, timeoutS, speed }: Settings): void {
  const values = {
    provider,
    scenario,
    first: first.name,
    "first-s": first.firstS,
    "first-factor": first.factor,
    second: second?.name ?? "",
    ...(second ? { "second-s": second.firstS, "second-factor": second.factor } : {}),
    timeout: timeoutS,
    speed,
  };
  for (const [name, value] of Object.entries(values)) field(name).value = String(value);
}

/** Shows only the numbers that the chosen schedules have. */
function showNumbers(): void {
  for (const name of ["first", "second"]) {
    const chosen = field(name).value;
    find(`${name}-s-label`, HTMLElement).hidden = chosen !== "fixed" && chosen !== "growing";
    find(`${name}-factor-label`, HTMLElement).hidden = chosen !== "growing";
  }
}

function isOver(): boolean {
  return runs.every(({ outcome }) => outcome !== undefined);
}

function draw(): void {
  const [first] = runs;
  if (!first) return;
  const nowMs = Math.max(...runs.map(({ clock }) => clock.now())) - startMs;
  const ends = runs.map(({ outcome, jobEndMs }) => outcome?.atMs ?? Math.max(jobEndMs * 1.25, nowMs * 1.05));
  drawTimeline(timeline, runs, nowMs, Math.max(...ends) * 1.03);
  writeComparison(find("comparison", HTMLElement), runs);
  writeChanges(find("changes", HTMLElement), first);
  writeExchanges(find("exchanges", HTMLElement), first);
}

let startMs = 0;

async function start(): Promise<void> {
  for (const run of runs) run.stop();
  starts.count += 1;
  const mine = starts.count;
  const settings = readForm();
  history.replaceState(null, "", hashFromSettings(settings));
  const schedules = settings.second ? [settings.first, settings.second] : [settings.first];
  runs = schedules.map((schedule) => startRun(settings, schedule));
  startMs = runs[0]?.clock.now() ?? 0;
  isPaused = false;
  pause.textContent = "Pause";
  pause.disabled = false;
  toEnd.disabled = false;
  announcement.textContent = "Running.";
  find("exchanges", HTMLElement).replaceChildren();
  showCode(settings);
  let lastMs = performance.now();
  const isMine = () => mine === starts.count;
  while (isMine() && !isOver()) {
    await nextFrame();
    const frameMs = Math.min(100, performance.now() - lastMs);
    lastMs = performance.now();
    if (isPaused) continue;
    const { speed } = readForm();
    for (const { clock, outcome } of runs) if (!outcome) await clock.advance(frameMs * speed);
    if (mine === starts.count) draw();
  }
  if (mine === starts.count) finish();
}

function finish(): void {
  draw();
  pause.disabled = true;
  toEnd.disabled = true;
  announcement.textContent = runs.map((run) => summary(run)).join(" ");
}

/** Lets all the time pass that is left. */
async function runToEnd(): Promise<void> {
  starts.count += 1;
  const mine = starts.count;
  pause.disabled = true;
  toEnd.disabled = true;
  for (const run of runs) await run.toEnd();
  if (mine === starts.count) finish();
}

function showCode(settings: Settings): void {
  const [run] = runs;
  if (!run) return;
  const schedule = codeFromSetting(settings.first);
  find("code", HTMLElement).textContent = codeFor(settings.provider, run.id, settings.timeoutS * 1_000, schedule);
}

async function copyCode(): Promise<void> {
  await navigator.clipboard.writeText(find("code", HTMLElement).textContent ?? "");
  announcement.textContent = "The code is copied.";
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
  // The speed holds for the run that is under way; anything else makes another run.
  if (event.target === field("speed")) history.replaceState(null, "", hashFromSettings(readForm()));
  else void start();
});
pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.textContent = isPaused ? "Go on" : "Pause";
});
toEnd.addEventListener("click", () => void runToEnd());
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
