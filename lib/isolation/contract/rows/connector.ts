import { onlyTo } from '../../../../packages/isolation-proof/src/contract/axis';
import { CALLING_KMS, FOR_NO_PARAMETER, OF_OTHER, UNDER_OTHER_KEY } from '../axes';
import { request, keyThroughParameterStore } from '../request-templates';
import { BY_ADMINISTRATOR, BY_NODE, BY_USER, HUB_SESSION, WITH_OTHER_TAG } from '../requester-axes';
import { tableOf } from '../table-of';

/** Pulling an image: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** What a connector needs to run on a hub: its secrets, and its image. */
export const CONNECTORS = tableOf(
  {
    'read-secret': {
      sentence: ({ who, whose }) => `${who} reads one of ${whose} connector secrets`,
      by: 'hub',
      requests: (fixtures) => [
        request('ssm:GetParameter', fixtures.own.secretArn),
        request('ssm:GetParameters', fixtures.own.secretArn),
        keyThroughParameterStore('kms:Decrypt', fixtures),
      ],
      axes: [
        OF_OTHER,
        UNDER_OTHER_KEY,
        CALLING_KMS,
        FOR_NO_PARAMETER,
        WITH_OTHER_TAG,
        ...HUB_SESSION,
        BY_NODE,
        BY_USER,
        // Administrators may read parameters, and cannot decrypt them.
        onlyTo('kms', BY_ADMINISTRATOR),
      ],
    },
    'log-in-to-registry': {
      sentence: ({ who }) => `${who} logs in to ECR`,
      by: 'hub',
      requests: () => [request('ecr:GetAuthorizationToken', '*')],
      axes: [...HUB_SESSION, BY_NODE, BY_USER],
    },
    'pull-image': {
      sentence: ({ who }) => `${who} pulls the image of every connector`,
      by: 'hub',
      requests: ({ shared }) =>
        shared.connectorRepositoryArns.flatMap((arn) => PULL.map((action) => request(action, arn))),
      axes: [...HUB_SESSION, BY_NODE, BY_USER],
    },
  },
  {
    'read-secrets-by-path': {
      sentence: 'a hub reads all parameters under a path',
      twin: 'read-secret',
      change: { action: 'ssm:GetParametersByPath' },
    },
    'read-secret-history': {
      sentence: 'a hub reads earlier values of a secret',
      twin: 'read-secret',
      change: { action: 'ssm:GetParameterHistory' },
    },
    'read-beside-secrets': {
      sentence: "a hub reads a parameter outside of its organization's connector secrets",
      twin: 'read-secret',
      change: { resource: ({ own }) => own.secretArn.replace('/example/', '-example/') },
    },
    'create-repository': {
      sentence: 'a hub creates a repository',
      twin: 'log-in-to-registry',
      change: { action: 'ecr:CreateRepository' },
    },
    'pull-other-image': {
      sentence: 'a hub pulls an image that is not a connector',
      twin: 'pull-image',
      request: 'ecr:BatchGetImage',
      change: { resource: ({ shared }) => shared.otherRepositoryArn },
    },
    'push-image': {
      sentence: 'a hub changes the image of a connector',
      twin: 'pull-image',
      change: { action: 'ecr:PutImage' },
    },
  },
);
