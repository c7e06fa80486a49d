import type { Timer } from "./timer.ts";

/** Adds a timer to a binary heap, whose first element is the next timer. */
export function pushTimer(heap: Timer[], timer: Timer): void {
  siftUp(heap, timer, heap.length);
}

/** Removes a timer from the heap, if it is set. */
export function removeTimer(heap: Timer[], timer: Timer): void {
  const index = timer.heapIndex;
  if (index < 0) return;
  const last = heap.pop();
  timer.heapIndex = -1;
  if (!last || last === timer) return;
  // The last one takes its place, and goes from there to where it belongs.
  if (siftUp(heap, last, index) === index) siftDown(heap, last, index);
}

function siftUp(heap: Timer[], timer: Timer, from: number): number {
  let index = from;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || isBefore(parent, timer)) break;
    put(heap, parent, index);
    index = parentIndex;
  }
  put(heap, timer, index);
  return index;
}

function siftDown(heap: Timer[], timer: Timer, from: number): void {
  let index = from;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (!left) break;
    const child = right && isBefore(right, left) ? right : left;
    if (isBefore(timer, child)) break;
    const childIndex = child.heapIndex;
    put(heap, child, index);
    index = childIndex;
  }
  put(heap, timer, index);
}

function put(heap: Timer[], timer: Timer, index: number): void {
  heap[index] = timer;
  timer.heapIndex = index;
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.dueOrder < b.dueOrder);
}
