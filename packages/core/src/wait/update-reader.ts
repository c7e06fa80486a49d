/** The reader of the updates, at its own pace. */
export interface UpdateReader {
  /** Whether the updates are not read now. */
  readonly isPaused: boolean;
  /** Called if a poll is due while it is paused; `resume` is to be called when they are read again. */
  hold(resume: () => void): void;
}
