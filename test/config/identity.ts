import type { EnvironmentIdentity } from '../../config/environment-identity';
import { regionNamed } from '../fixtures/environment';

/** An environment `dev` in Frankfurt, but for what is said otherwise. */
export function identity(overrides: Partial<EnvironmentIdentity> = {}): EnvironmentIdentity {
  return {
    name: 'dev',
    account: '111122223333',
    region: regionNamed('eu-central-1'),
    namePrefix: 'ts',
    ...overrides,
  };
}
