import { by } from '../../../packages/isolation-proof/src/contract/axis';
import type { PlatformAxis } from './axes';
import { THING } from '../hub-folders';
import { CERTIFICATE, KEY_TAG, ORG_TAG, SSE_KEY } from './request-templates';

/** A principal whose policies name one organization, and whose tag names another. */
export const WITH_OTHER_TAG: PlatformAxis = {
  id: 'with-other-tag',
  wording: { whoIs: 'tagged with another organization', whose: "this organization's" },
  variations: [{ context: ORG_TAG, to: ({ other }) => other.slug }],
};

/** The organization of a slug that begins with this one: a condition that ends in a wildcard would spare it. */
export const WITH_LONGER_TAG: PlatformAxis = {
  id: 'with-longer-tag',
  wording: { whoIs: 'tagged with a similarly named organization', whose: "this organization's" },
  variations: [{ context: ORG_TAG, to: ({ own }) => `${own.slug}x` }],
};

export const WITHOUT_TAG: PlatformAxis = {
  id: 'without-tag',
  wording: { whoIs: 'without tags', whose: "an organization's" },
  variations: [{ context: ORG_TAG, to: undefined }],
};

export const WITH_OTHER_KEY_TAG: PlatformAxis = {
  id: 'with-other-key-tag',
  wording: { whoIs: "tagged with another organization's key" },
  variations: [
    {
      context: KEY_TAG,
      to: ({ other }) => other.keyArn,
      only: ({ context }) => context[SSE_KEY] !== undefined,
    },
  ],
};

/** Sessions of a hub's role that are no enrolled hub's. */
export const HUB_SESSION: readonly PlatformAxis[] = [
  {
    id: 'without-thing',
    wording: { whoIs: 'without a thing name' },
    variations: [{ context: THING, to: undefined }],
  },
  {
    id: 'when-revoked',
    wording: { whoIs: 'whose certificate is revoked' },
    variations: [{ context: CERTIFICATE, to: ({ revokedCertificate }) => revokedCertificate }],
  },
];

/** Who queries: IAM users with the organization's policy, and analysts by their role. */
export const ANALYSTS = ['user', 'analyst'] as const;

/** Others than whom a row is about. */
export const BY_HUB: PlatformAxis = by('hub');
export const BY_NODE: PlatformAxis = by('node');
export const BY_USER: PlatformAxis = {
  id: 'by-user',
  wording: {},
  variations: [{ by: 'user' }, { by: 'analyst' }],
};
/** The people and machines of organizations, pipelines aside. */
export const BY_ORGANIZATIONS: readonly PlatformAxis[] = [BY_HUB, BY_NODE, BY_USER];
export const BY_PIPELINE: PlatformAxis = by('pipeline');
export const BY_ADMINISTRATOR: PlatformAxis = by('administrator');
export const BY_SYSTEMS_MANAGER: PlatformAxis = by('systems-manager');
