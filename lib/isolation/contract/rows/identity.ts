import { ACCOUNTS, FOR_NO_SOURCE, OF_LONGER_NAME, OF_OTHER } from '../axes';
import { ACCOUNT, request, SOURCE } from '../request-templates';
import { BY_ADMINISTRATOR, BY_SYSTEMS_MANAGER } from '../requester-axes';
import { tableOf } from '../table-of';

/** How hubs and nodes come to their roles. */
export const IDENTITIES = tableOf(
  {
    'become-hub': {
      sentence: ({ who, whose }) => `${who} assumes the role of ${whose} hubs`,
      by: 'credentials-provider',
      axes: [BY_SYSTEMS_MANAGER, BY_ADMINISTRATOR],
      // Whether the provider names the account is unconfirmed; a trust policy may ask for it all the same.
      requests: ({ hubRoleArns, shared }) =>
        hubRoleArns.map((arn) => request('sts:AssumeRole', arn, { [ACCOUNT]: shared.account })),
      evenSuspended: true,
    },
    'become-node': {
      sentence: ({ who, whose }) => `${who} assumes the role of ${whose} nodes`,
      how: 'for a node of this account',
      by: 'systems-manager',
      axes: [...ACCOUNTS, FOR_NO_SOURCE, BY_ADMINISTRATOR],
      requests: ({ nodeRoleArns, shared }) =>
        nodeRoleArns.map((arn) =>
          request('sts:AssumeRole', arn, {
            [ACCOUNT]: shared.account,
            [SOURCE]: shared.managedNodeArn,
          }),
        ),
      evenSuspended: true,
    },
    'use-certificate': {
      sentence: ({ who, whose }) => `${who} gets credentials through ${whose} role alias`,
      by: 'certificate',
      axes: [OF_OTHER, OF_LONGER_NAME],
      requests: ({ own }) => [request('iot:AssumeRoleWithCertificate', own.roleAliasArn)],
    },
  },
  {
    'become-hub-with-tags': {
      sentence: 'the credentials provider sets tags of a session',
      twin: 'become-hub',
      change: { action: 'sts:TagSession' },
    },
    'become-node-for-other-source': {
      sentence: "Systems Manager assumes the role of an organization's nodes for what is of another Region",
      twin: 'become-node',
      change: {
        context: SOURCE,
        to: ({ shared }) => shared.managedNodeArn.replace(/:ssm:[^:]*:/, ':ssm:xx-other-1:'),
      },
    },
    'publish-with-certificate': {
      sentence: 'a certificate publishes messages',
      twin: 'use-certificate',
      change: { action: 'iot:Publish' },
    },
  },
);
