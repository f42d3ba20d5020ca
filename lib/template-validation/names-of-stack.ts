import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';

/** What an organization's template holds of its own, and may be another's in another template. */
export interface NamesOfStack {
  readonly slug: string;
  /** Names of existing IAM users. */
  readonly users: readonly string[];
  readonly displayName: string;
}

/** The names of organizations by the names of their stacks. */
export function namesOfStacks(
  environment: EnvironmentConfig,
  organizations: readonly OrganizationConfig[],
): ReadonlyMap<string, NamesOfStack> {
  const naming = new Naming(environment);
  return new Map(
    organizations.map(({ slug, athenaUsers: users, displayName }) => [
      naming.organization(slug).stack,
      { slug, users, displayName },
    ]),
  );
}
