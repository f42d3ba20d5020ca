import { OF_LONGER_NAME, OF_OTHER, type PlatformAxis } from '../axes';
import type { Fixtures } from '../fixtures';
import { THING } from '../../hub-folders';
import { ACCOUNT, request } from '../request-templates';
import {
  BY_ADMINISTRATOR,
  BY_NODE,
  BY_SYSTEMS_MANAGER,
  BY_USER,
  HUB_SESSION,
  WITH_OTHER_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

/** Another hub of the same organization. */
const OF_OTHER_HUB: PlatformAxis = {
  id: 'of-other-hub',
  wording: { whose: "another hub's" },
  variations: [
    {
      part: 'resource',
      withFixtures: ({ own, ...fixtures }) => ({
        ...fixtures,
        own: { ...own, hubShadowArn: own.hubShadowArn.replace('--example/', '--example-2/') },
      }),
    },
  ],
};

const WITHOUT_THING: PlatformAxis = {
  id: 'without-thing',
  wording: { whoIs: 'without a thing name' },
  variations: [{ context: THING, to: undefined }],
};

/** The thing that a shadow is of. */
const thingOf = ({ own }: Fixtures): string => /:thing\/([^/]+)\//.exec(own.hubShadowArn)?.[1] ?? '';

const readAndWrite = (fixtures: Fixtures) =>
  ['iot:GetThingShadow', 'iot:UpdateThingShadow'].map((action) =>
    request(action, fixtures.own.hubShadowArn, { [THING]: thingOf(fixtures) }),
  );

const otherShadow = ({ own }: Fixtures): string => own.hubShadowArn.replace(/[^/]*$/, 'example');
const unnamedShadow = ({ own }: Fixtures): string => own.hubShadowArn.replace(/\/[^/]*$/, '');

/** How hubs, and those that enrol, talk with the platform. */
export const REPORTS = tableOf(
  {
    report: {
      sentence: ({ who, whose }) =>
        `${who} reads and changes ${whose.replace('organization', 'thing')} shadow`,
      by: 'hub',
      requests: readAndWrite,
      axes: [OF_OTHER, OF_LONGER_NAME, OF_OTHER_HUB, WITH_OTHER_TAG, ...HUB_SESSION, BY_NODE, BY_USER],
    },
    'request-certificate': {
      sentence: ({ who, whose }) =>
        `${who} reads and changes ${whose.replace('an organization', 'a thing').replace('organization', 'thing')} shadow`,
      by: 'enrolling-hub',
      requests: readAndWrite,
      axes: [OF_OTHER, OF_LONGER_NAME, OF_OTHER_HUB, WITHOUT_THING],
      evenSuspended: true,
    },
    'become-enrolling-hub': {
      sentence: ({ who }) => `${who} assumes the role of hubs that enrol`,
      by: 'credentials-provider',
      axes: [BY_SYSTEMS_MANAGER, BY_ADMINISTRATOR],
      requests: ({ shared }) =>
        shared.enrolmentRoleArns.map((arn) => request('sts:AssumeRole', arn, { [ACCOUNT]: shared.account })),
      evenSuspended: true,
    },
    'use-claim': {
      sentence: ({ who }) => `${who} gets credentials through the role alias of enrolments`,
      by: 'claim-certificate',
      requests: ({ shared }) => [request('iot:AssumeRoleWithCertificate', shared.enrolmentRoleAliasArn)],
      evenSuspended: true,
    },
  },
  {
    'report-in-other-shadow': {
      sentence: 'a hub reads another shadow of its thing',
      twin: 'report',
      change: { resource: otherShadow },
    },
    'report-in-unnamed-shadow': {
      sentence: 'a hub reads the shadow of its thing that has no name',
      twin: 'report',
      change: { resource: unnamedShadow },
    },
    'delete-shadow': {
      sentence: 'a hub deletes the shadow of its thing',
      twin: 'report',
      change: { action: 'iot:DeleteThingShadow' },
    },
    'publish-as-hub': {
      sentence: 'a hub publishes messages',
      twin: 'report',
      change: { action: 'iot:Publish' },
    },
    'change-thing': {
      sentence: 'a hub changes what the platform notes on its thing',
      twin: 'report',
      change: { action: 'iot:UpdateThing' },
    },
    'become-enrolling-hub-with-tags': {
      sentence: 'the credentials provider sets tags of a session of a hub that enrols',
      twin: 'become-enrolling-hub',
      change: { action: 'sts:TagSession' },
    },
    'delete-shadow-with-claim': {
      sentence: 'a hub that enrols deletes the shadow of its thing',
      twin: 'request-certificate',
      change: { action: 'iot:DeleteThingShadow' },
    },
    'publish-with-claim': {
      sentence: 'a hub that enrols publishes messages',
      twin: 'request-certificate',
      change: { action: 'iot:Publish' },
    },
    'become-hub-with-claim': {
      sentence: "a claim certificate gets credentials of an organization's hubs",
      twin: 'use-claim',
      change: { resource: ({ own }) => own.roleAliasArn },
    },
    'use-claim-over-mqtt': {
      sentence: 'a claim certificate publishes messages',
      twin: 'use-claim',
      change: { action: 'iot:Publish' },
    },
  },
);
