import type { Region } from './region';

/** What every name of an environment is composed from. */
export interface EnvironmentIdentity {
  readonly name: string;
  /** 12 digits. */
  readonly account: string;
  readonly region: Region;
  readonly namePrefix: string;
}
