/** How a measurement goes on. */
export interface BenchRuns {
  /** Called with a line after each run. */
  readonly progress: (line: string) => void;
  /**
   * Most runs of each app and command; fewer say less.
   * @default - 9 of quick commands, 5 to 2 of the rest
   */
  readonly runs?: number | undefined;
  /** Ends it, and whatever it has started. */
  readonly signal?: AbortSignal | undefined;
}
