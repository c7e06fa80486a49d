import type { ProviderName } from "../connect/provider-names.ts";

/** A job as it was given on the command line or on standard input. */
export interface GivenJob {
  /** The provider, where the reference or an option names it. */
  readonly provider: ProviderName | undefined;
  /** An id, a link, or the decoded response of a start call. */
  readonly reference: string | object;
  /** What stands for the job until its id is known. */
  readonly label: string;
  /** Whether it came from standard input, so that it may not say where credentials go. */
  readonly isPiped: boolean;
}
