import type {
  PageSpecification,
  ShownKind,
} from '../../../packages/isolation-proof/src/page/page-specification';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import type { TenantModel } from '../../../packages/isolation-proof/src/tenancy/tenancy';
import { isService } from '../../../packages/isolation-proof/src/decide/request';
import { castOf } from '../contract/cast';
import type { OWN_KINDS } from '../contract/kind';
import { readOrganization } from '../contract/names';
import { ENVIRONMENT_TAG } from '../tenancy';
import { assumptions, notProvable, unconfirmed } from './documented';
import { imageRows } from './image-rows';
import { namedRows } from './named-rows';
import { taggedRows } from './tagged-rows';

const LABELS: Readonly<Record<(typeof OWN_KINDS)[number], string>> = {
  hub: 'Data Hub',
  node: 'Hybrid node',
  user: 'User',
  certificate: 'Certificate',
};

const shownKind = ([kind, label]: readonly [string, string]): ShownKind => ({
  label,
  recognises: (principal, known) => isOfKind(principal, known, kind as keyof typeof LABELS),
});

function isOfKind(
  { arn, owner = '' }: Principal,
  { model }: TenantModel,
  kind: keyof typeof LABELS,
): boolean {
  return castOf(model, owner).requesters[kind].some(
    (requester) => !isService(requester) && requester.arn === arn,
  );
}

/** What the page of the proof shows of the platform, besides buckets, keys and everything else. */
export const PAGE: PageSpecification = {
  kinds: Object.entries(LABELS).map(shownKind),
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
