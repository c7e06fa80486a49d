/**
 * A moment at which something happens, in a `TimerQueue`. What waits for long is its own timer: a timer beside it takes 60 bytes, of
 * each of ten thousand jobs.
 */
export abstract class Timer {
  /** The moment, in milliseconds of the queue's time, that was set last. */
  dueMs = 0;
  /** Timers of one moment run in this order. */
  dueOrder = 0;
  /** Its place in the queue's heap; -1 while it is not set. */
  heapIndex = -1;

  /** Called at the moment. */
  abstract onTimer(): void;
}
