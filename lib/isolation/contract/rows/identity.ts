import { draft } from '../drafts';
import { tableOf } from '../table-of';

/** How hubs and nodes come to their roles. */
export const IDENTITIES = tableOf(
  {
    'become-hub': {
      sentence: "the credentials provider assumes the hubs' role",
      by: 'credentials provider',
      // Whether the provider names the account is unconfirmed; a trust policy may ask for it all the same.
      requests: ({ hubRoleArns, shared }) =>
        hubRoleArns.map((arn) => draft('sts:AssumeRole', arn, { 'aws:sourceaccount': shared.account })),
      evenSuspended: true,
    },
    'become-node': {
      sentence: "Systems Manager assumes the nodes' role for a node of this account",
      by: 'systems manager',
      requests: ({ nodeRoleArns, shared }) =>
        nodeRoleArns.map((arn) =>
          draft('sts:AssumeRole', arn, {
            'aws:sourceaccount': shared.account,
            'aws:sourcearn': shared.managedNodeArn,
          }),
        ),
      evenSuspended: true,
    },
    'use-certificate': {
      sentence: "a certificate gets credentials through its organization's role alias",
      by: 'certificate',
      requests: ({ own }) => [draft('iot:AssumeRoleWithCertificate', own.roleAliasArn)],
    },
  },
  {
    'become-hub-as-node': {
      sentence: "Systems Manager assumes the hubs' role",
      twin: 'become-hub',
      change: { by: 'systems manager' },
    },
    'become-hub-by-hand': {
      sentence: "an administrator of the account assumes the hubs' role",
      twin: 'become-hub',
      change: { by: 'administrator' },
    },
    'become-hub-with-tags': {
      sentence: 'the credentials provider sets tags of a session',
      twin: 'become-hub',
      change: { action: 'sts:TagSession' },
    },
    'become-node-for-other-account': {
      sentence: "Systems Manager assumes the nodes' role for another account",
      twin: 'become-node',
      change: { context: 'aws:sourceaccount', to: '999999999999' },
    },
    'become-node-for-no-account': {
      sentence: "Systems Manager assumes the nodes' role without saying for which account",
      twin: 'become-node',
      change: { context: 'aws:sourceaccount', to: undefined },
    },
    'become-node-for-no-source': {
      sentence: "Systems Manager assumes the nodes' role without saying what for",
      twin: 'become-node',
      change: { context: 'aws:sourcearn', to: undefined },
    },
    'become-node-for-other-source': {
      sentence: "Systems Manager assumes the nodes' role for what is of another Region",
      twin: 'become-node',
      change: {
        context: 'aws:sourcearn',
        to: ({ shared }) => shared.managedNodeArn.replace(/:ssm:[^:]*:/, ':ssm:xx-other-1:'),
      },
    },
    'become-node-by-hand': {
      sentence: "an administrator of the account assumes the nodes' role",
      twin: 'become-node',
      change: { by: 'administrator' },
    },
    'use-certificate-for-other': {
      sentence: "a certificate gets credentials through another organization's role alias",
      twin: 'use-certificate',
      change: { resource: ({ other }) => other.roleAliasArn },
    },
    'use-certificate-for-longer-name': {
      sentence:
        "a certificate gets credentials through a role alias whose name begins like its organization's",
      twin: 'use-certificate',
      change: { resource: ({ own }) => `${own.roleAliasArn}x` },
    },
    'publish-with-certificate': {
      sentence: 'a certificate publishes messages',
      twin: 'use-certificate',
      change: { action: 'iot:Publish' },
    },
  },
);
