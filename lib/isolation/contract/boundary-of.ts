import type { Fixtures } from './fixtures';

/** The boundary that hubs' roles are made with, by the name that roles and it have in common. */
export function boundaryOf(hubRoleArn: string, { own }: Fixtures): string {
  return hubRoleArn.replace(':role/', ':policy/').replace(`-${own.slug}-data-hub`, '-organization-boundary');
}
