import type { Axis } from '../../../packages/isolation-proof/src/contract/axis';
import type { RequestTemplate } from '../../../packages/isolation-proof/src/contract/request-template';
import type { Kind } from '../principal-kinds';
import {
  ACCOUNT,
  CUSTOMER_KEY,
  LOG_GROUP,
  PARAMETER,
  PREFIX,
  RESOURCE_TAG,
  SECURE,
  SOURCE,
  SSE,
  SSE_KEY,
  TLS,
  VIA,
} from './request-templates';
import type { OrganizationNames } from './names';
import { renamed } from './pipeline-names';
import type { Fixtures } from './fixtures';

/** A way in which a request of the platform's contract is denied. */
export type PlatformAxis = Axis<Fixtures, Kind>;

const isTo =
  (service: string) =>
  ({ action }: RequestTemplate): boolean =>
    action.startsWith(`${service}:`);
const isToKms = isTo('kms');
const isToS3 = isTo('s3');
const has =
  (key: string) =>
  ({ context }: RequestTemplate): boolean =>
    context[key] !== undefined;

/** The same fixtures with some names of the organization changed. */
export const withOwn =
  (names: (own: OrganizationNames) => Partial<OrganizationNames>) =>
  (fixtures: Fixtures): Fixtures => ({ ...fixtures, own: { ...fixtures.own, ...names(fixtures.own) } });
const asOther = (fixtures: Fixtures): Fixtures => ({ ...fixtures, own: fixtures.other });
const withLongerNames = withOwn(({ roleAliasArn, hubShadowArn, workgroupArn, databaseArn, ...own }) => ({
  roleAliasArn: `${roleAliasArn}x`,
  hubShadowArn: hubShadowArn.replace('--', 'x--'),
  workgroupArn: `${workgroupArn}x`,
  databaseArn: `${databaseArn}x`,
  tableArn: own.tableArn.replace(/\/[^/]*$/, 'x$&'),
  tablesFolder: longer(own.tablesFolder),
  resultsFolder: longer(own.resultsFolder),
  uploadFolder: longer(own.uploadFolder),
  hubFolder: own.hubFolder.replace(own.uploadFolder, longer(own.uploadFolder)),
  artifactsFolder: longer(own.artifactsFolder),
  pipelines:
    own.pipelines === undefined
      ? undefined
      : renamed(own.pipelines, (text) => text.replace(/:log-stream:.*|$/, 'x$&')),
}));

/** What another organization has in the place of what is named. Keys have an axis of their own. */
export const OF_OTHER: PlatformAxis = {
  id: 'of-other',
  wording: { whose: "another organization's" },
  variations: [
    { part: 'resource', withFixtures: asOther, only: (request) => !isToKms(request) },
    ...[PREFIX, PARAMETER, RESOURCE_TAG].map((context) => ({ part: { context }, withFixtures: asOther })),
  ],
};

/** Names that begin with the organization's own: a pattern without its last slash would let them pass. */
export const OF_LONGER_NAME: PlatformAxis = {
  id: 'of-longer-name',
  wording: { whose: "a similarly named organization's" },
  variations: [
    { part: 'resource', withFixtures: withLongerNames },
    { part: { context: PREFIX }, withFixtures: withLongerNames },
  ],
};

/** Objects beside the folders of all organizations. */
export const AT_THE_TOP: PlatformAxis = {
  id: 'at-the-top',
  wording: { whose: "nobody's", how: ', at the top of the bucket' },
  variations: [
    {
      part: 'resource',
      withFixtures: withOwn(({ tablesFolder, resultsFolder, uploadFolder, hubFolder, artifactsFolder }) => ({
        tablesFolder: topOf(tablesFolder),
        resultsFolder: topOf(resultsFolder),
        uploadFolder: topOf(uploadFolder),
        hubFolder: topOf(hubFolder),
        artifactsFolder: topOf(artifactsFolder),
      })),
    },
  ],
};

/** What carries no organization's tag. */
export const OF_NOBODY: PlatformAxis = {
  id: 'of-nobody',
  wording: { whose: "nobody's" },
  variations: [{ context: RESOURCE_TAG, to: undefined, only: has(RESOURCE_TAG) }],
};

const OVER_HTTP: PlatformAxis = {
  id: 'over-http',
  wording: { how: 'over plain HTTP' },
  variations: [{ context: SECURE, to: 'false', only: isToS3 }],
};

const overTls = (version: string): PlatformAxis => ({
  id: `over-tls-${version}`,
  wording: { how: `over TLS ${version}` },
  variations: [{ context: TLS, to: version, only: isToS3 }],
});

/** Ways to S3 that are not encrypted, or not well enough. */
export const TRANSPORT = [OVER_HTTP, overTls('1.1'), overTls('1.0')];

/** What every request about objects in an organization's folders is denied for: other folders, and a bad way to S3. */
export const OBJECTS: readonly PlatformAxis[] = [OF_OTHER, OF_LONGER_NAME, AT_THE_TOP, ...TRANSPORT];

/** The same of listings, which are of folders alone. */
export const LISTINGS: readonly PlatformAxis[] = [OF_OTHER, OF_LONGER_NAME, ...TRANSPORT];

/** The key of another organization, named in a header to S3 or asked of KMS. */
export const UNDER_OTHER_KEY: PlatformAxis = {
  id: 'under-other-key',
  wording: { how: "under another organization's key" },
  variations: [
    { part: { context: SSE_KEY }, withFixtures: asOther },
    { part: 'resource', withFixtures: asOther, only: isToKms },
  ],
};

/** Objects under anything but the organization's key. */
export const ENCRYPTION: readonly PlatformAxis[] = [
  {
    id: 'without-headers',
    wording: { how: 'without asking for SSE-KMS' },
    variations: [{ context: SSE, to: undefined, only: has(SSE) }],
  },
  {
    id: 'under-s3-key',
    wording: { how: "under S3's own keys" },
    variations: [{ context: SSE, to: 'AES256', only: has(SSE) }],
  },
  {
    id: 'without-key',
    wording: { how: "under the bucket's default key" },
    variations: [{ context: SSE_KEY, to: undefined, only: has(SSE_KEY) }],
  },
  {
    id: 'under-platform-key',
    wording: { how: "under the platform's key" },
    variations: [{ context: SSE_KEY, to: ({ shared }) => shared.platformKeyArn, only: has(SSE_KEY) }],
  },
  {
    id: 'under-customer-key',
    wording: { how: 'under a key that comes with the request (SSE-C)' },
    variations: [{ context: CUSTOMER_KEY, to: 'AES256', only: has(SSE) }],
  },
  UNDER_OTHER_KEY,
];

/** A key that only services may use in somebody's name. */
export const CALLING_KMS: PlatformAxis = {
  id: 'calling-kms',
  wording: { how: ', calling KMS directly' },
  variations: [{ context: VIA, to: undefined, only: has(VIA) }],
};

/** Another service than the one that may use the key. */
export const THROUGH_S3: PlatformAxis = {
  id: 'through-s3',
  wording: { how: ', using the key through S3' },
  variations: [{ context: VIA, to: ({ shared }) => shared.throughS3, only: has(VIA) }],
};

/** Parameter Store says of each use of a key which parameter it is for. */
export const FOR_NO_PARAMETER: PlatformAxis = {
  id: 'for-no-parameter',
  wording: { how: ', using the key for no parameter' },
  variations: [{ context: PARAMETER, to: undefined, only: has(PARAMETER) }],
};

/** A service that acts for another account, or does not say for which. */
export const ACCOUNTS: readonly PlatformAxis[] = [
  {
    id: 'for-other-account',
    wording: { how: 'for another account' },
    variations: [{ context: ACCOUNT, to: '999999999999', only: has(ACCOUNT) }],
  },
  {
    id: 'for-no-account',
    wording: { how: 'without naming the source account' },
    variations: [{ context: ACCOUNT, to: undefined, only: has(ACCOUNT) }],
  },
];

/** A service that does not say what it acts for. */
export const FOR_NO_SOURCE: PlatformAxis = {
  id: 'for-no-source',
  wording: { how: 'without naming the source' },
  variations: [{ context: SOURCE, to: undefined, only: has(SOURCE) }],
};

/** A service that acts for what is another organization's. */
export const FOR_OTHERS_SOURCE: PlatformAxis = {
  id: 'for-others-source',
  wording: { how: "for what is another organization's" },
  variations: [{ part: { context: SOURCE }, withFixtures: asOther }],
};

/** Requests to queues over plain HTTP. */
export const QUEUE_OVER_HTTP: PlatformAxis = {
  id: 'over-http',
  wording: { how: 'over plain HTTP' },
  variations: [{ context: SECURE, to: 'false', only: isTo('sqs') }],
};

/** CloudWatch Logs says which log group it uses a key for. */
export const LOG_GROUPS: readonly PlatformAxis[] = [
  {
    id: 'for-other-log-group',
    wording: { how: "for another organization's log group" },
    variations: [{ part: { context: LOG_GROUP }, withFixtures: asOther }],
  },
  {
    id: 'for-no-log-group',
    wording: { how: ', for no log group' },
    variations: [{ context: LOG_GROUP, to: undefined, only: has(LOG_GROUP) }],
  },
];

function longer(folder: string): string {
  return `${folder.slice(0, -1)}x/`;
}

/** The bucket that a folder is in, as the folder of its objects. */
function topOf(folder: string): string {
  return folder.slice(0, folder.indexOf('/') + 1);
}
