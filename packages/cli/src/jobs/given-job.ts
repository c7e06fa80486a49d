/** A job as the command line or an input names it. */
export interface GivenJob {
  /** The provider; absent if a URL tells it. */
  readonly provider: string | undefined;
  /** The profile for its settings and credentials; absent for the one of the run. */
  readonly profile: string | undefined;
  /** An ID, a link, the response of a start call or its decoded body, or a resume token. */
  readonly reference: string | object;
  /** What to show until the ID is known. */
  readonly label: string;
  /** Whether it comes from an input, which must not decide where credentials go. */
  readonly isPiped: boolean;
}
