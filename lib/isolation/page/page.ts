import type { PageSpecification } from '../../../packages/isolation-proof/src/specification/page-specification';
import { readOrganization } from '../contract/names';
import { PRINCIPAL_KINDS } from '../principal-kinds';
import { ENVIRONMENT_TAG } from '../tenancy';
import { assumptions, notProvable, unconfirmed } from './documented';
import { imageRows } from './image-rows';
import { namedRows } from './named-rows';
import { taggedRows } from './tagged-rows';

/** What the page of the proof shows of the platform, besides buckets, keys and everything else. */
export const PAGE: PageSpecification = {
  kinds: PRINCIPAL_KINDS,
  rows: (evidence, owner) => [
    ...namedRows(evidence, owner),
    ...taggedRows(evidence, owner),
    ...imageRows(evidence, owner),
  ],
  hasRow: (resource) => resource.includes(':repository/'),
  isSuspended: (known, slug) => {
    const organization = readOrganization(known, slug);
    return 'missing' in organization ? undefined : organization.isSuspended;
  },
  documentation: () => ({
    assumptions: assumptions(),
    notProvable: notProvable(),
    unconfirmed: unconfirmed(),
    unconfirmedPage: 'docs/auditor/unconfirmed.md',
  }),
  environmentTag: ENVIRONMENT_TAG,
};
