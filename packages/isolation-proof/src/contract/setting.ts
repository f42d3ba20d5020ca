/** What the requests of one tenant are made of. */
export interface Setting<Scene> {
  readonly scene: Scene;
  /** Whether the tenant is suspended: then only rows that are possible even so are. */
  readonly isSuspended: boolean;
}
