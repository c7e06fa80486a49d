/** A page can't read these headers of another origin, unless the provider exposes them: a refusal tells it. */
export function noteRemaining(): void {
  // Nothing to tell.
}
