/** How a measurement goes on. */
export interface BenchRuns {
  /** Called with a line after each run. */
  readonly progress: (line: string) => void;
  /**
   * Most runs of each app and command; fewer say less.
   * @default - 5 of what is quick, 3 or 2 of the rest
   */
  readonly runs?: number | undefined;
  /** Ends it, and whatever it has started. */
  readonly signal?: AbortSignal | undefined;
}
