/** What the requests of one tenant are made of. */
export interface Setting<Fixtures> {
  readonly fixtures: Fixtures;
  /** Whether the tenant is suspended: then only rows that are possible even so are. */
  readonly isSuspended: boolean;
}
