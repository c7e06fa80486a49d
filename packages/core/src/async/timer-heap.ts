/** What is told when a moment has come. An object that waits for a long time spares a function of its own: 80 bytes for each job. */
export interface TimerTarget {
  /** Called at the moment. */
  onTimer(): void;
}

/** A moment at which a function runs. */
export interface Timer {
  /** The moment, in milliseconds. */
  readonly atMs: number;
  /** Timers of one moment run in this order. */
  readonly order: number;
  /** Undefined once it has run, or the timer was cleared. */
  run: (() => void) | TimerTarget | undefined;
}

/** Adds a timer to a binary heap, whose first element is the next timer. */
export function pushTimer(heap: Timer[], timer: Timer): void {
  let index = heap.push(timer) - 1;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || isBefore(parent, timer)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = timer;
}

/** Removes the next timer from a binary heap. */
export function popTimer(heap: Timer[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (!left) break;
    const isRight = right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (isBefore(last, child)) break;
    heap[index] = child;
    index = 2 * index + (isRight ? 2 : 1);
  }
  heap[index] = last;
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
