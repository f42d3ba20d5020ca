import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import type { PlatformAxis } from '../axes';
import { request, ORG_TAG, REQUEST_ORG_TAG, TAG_KEYS } from '../request-templates';
import type { Fixtures } from '../fixtures';
import {
  BY_ADMINISTRATOR,
  BY_HUB,
  BY_SYSTEMS_MANAGER,
  BY_USER,
  WITH_OTHER_TAG,
  WITHOUT_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

/**
 * STS decides on the role, and on the tag that comes along.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 */
function signIn({ own, signIns }: Fixtures): RequestTemplate[] {
  return signIns.flatMap(({ roleArn, action, audienceKey, audience }) =>
    [action, 'sts:TagSession'].map((name) =>
      request(name, roleArn, {
        [audienceKey]: audience,
        [REQUEST_ORG_TAG]: own.slug,
        [TAG_KEYS]: ['orgSlug'],
      }),
    ),
  );
}

const forOtherAudience = ({ signIns, ...fixtures }: Fixtures): Fixtures => ({
  ...fixtures,
  signIns: signIns.map((one) => ({ ...one, audience: `${one.audience}-other` })),
});

/** What an identity provider signed for somebody, or something, else. */
const TOKENS: readonly PlatformAxis[] = [
  {
    id: 'for-other-audience',
    wording: { how: 'with what was signed for another application' },
    variations: [{ part: 'context', withFixtures: forOtherAudience }],
  },
  {
    id: 'of-other',
    wording: { whoIs: 'as somebody of another organization' },
    variations: [{ context: REQUEST_ORG_TAG, to: ({ other }) => other.slug }],
  },
  {
    id: 'of-nobody',
    wording: { whoIs: 'without saying of which organization' },
    variations: [{ context: REQUEST_ORG_TAG, to: undefined }],
  },
  {
    id: 'with-key-tag',
    wording: { how: 'and names a key' },
    variations: [{ context: TAG_KEYS, to: ['orgSlug', 'orgKeyArn'] }],
  },
  {
    id: 'with-database-tag',
    wording: { how: 'and names a database' },
    variations: [{ context: TAG_KEYS, to: ['orgDatabase', 'orgSlug'] }],
  },
  {
    id: 'with-any-tag',
    wording: { how: 'and brings a tag that nothing compares' },
    variations: [{ context: TAG_KEYS, to: ['orgSlug', 'team'] }],
  },
];

/** How analysts come to their role. */
export const SIGN_INS = tableOf(
  {
    'sign-in': {
      sentence: ({ who, whose }) => `${who} gets ${whose} analyst role`,
      how: 'as the identity provider says',
      by: 'identity-provider',
      requests: signIn,
      axes: [...TOKENS, BY_SYSTEMS_MANAGER, BY_ADMINISTRATOR, BY_USER, BY_HUB],
      evenSuspended: true,
    },
    'become-analyst': {
      sentence: ({ who, whose }) => `${who} assumes ${whose} analyst role`,
      how: 'tagged with the organization',
      by: 'trusted-role',
      requests: ({ own, signIns, analystRoleArns }) =>
        signIns.length > 0
          ? []
          : analystRoleArns.map((arn) => request('sts:AssumeRole', arn, { [ORG_TAG]: own.slug })),
      axes: [WITH_OTHER_TAG, WITHOUT_TAG, BY_SYSTEMS_MANAGER, BY_ADMINISTRATOR, BY_USER, BY_HUB],
      evenSuspended: true,
    },
  },
  {
    'sign-in-without-token': {
      sentence: 'whoever signs in assumes an analyst role without a token',
      twin: 'sign-in',
      change: { action: 'sts:AssumeRole' },
    },
    'become-analyst-with-tags': {
      sentence: 'a session of a trusted role sets tags of the session that it gets',
      twin: 'become-analyst',
      change: { action: 'sts:TagSession' },
    },
  },
);
