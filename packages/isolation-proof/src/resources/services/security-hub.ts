import type { ResourceType } from '../resource-type';

const hub: ResourceType = {
  type: 'AWS::SecurityHub::Hub',
  tags: 'Tags',
  accountWide: 'findings about the account',
  because: 'it gathers findings within the account',
};

export const SECURITY_HUB: readonly ResourceType[] = [hub];
