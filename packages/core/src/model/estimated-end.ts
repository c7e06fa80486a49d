/** When a job is expected to end: an estimate of the schedule, which the provider does not report. */
export interface EstimatedEnd {
  /** The moment, as RFC 3339 text in UTC. */
  readonly at: string;
  /** How likely the job is to end within a third of the remaining time before or after that moment, from 0 to 1. */
  readonly confidence: number;
}
