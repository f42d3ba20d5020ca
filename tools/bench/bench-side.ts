/** A checkout of the project that is measured. */
export interface BenchSide {
  readonly name: SideName;
  /** Folder with the project and its packages. */
  readonly checkout: string;
}

/** The working tree, and a revision that it is measured against. */
export type SideName = 'after' | 'before';
