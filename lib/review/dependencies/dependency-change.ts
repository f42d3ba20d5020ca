/** What changed of the packages that the app is built with. */
export interface DependencyChanges {
  /** Packages that a `package.json` of the repository names, sorted by name. */
  readonly direct: readonly DependencyChange[];
  /** How many packages changed that only other packages need. */
  readonly transitive: { readonly added: number; readonly removed: number; readonly changed: number };
}

export interface DependencyChange {
  readonly name: string;
  /** Installed version; left out where the package is new. */
  readonly from?: string;
  /** Left out where the package is gone. */
  readonly to?: string;
  /** Whether it runs in production, or only when developing. */
  readonly kind: 'dependency' | 'development';
}
