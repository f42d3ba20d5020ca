import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { boundaryOf } from '../boundary-of';
import { byOperators, requestsOfOperator } from '../platform-rows';
import type { Fixtures } from '../fixtures';
import { BOUNDARY, PASSED_TO, request } from '../request-templates';
import { BY_NODE, BY_ORGANIZATIONS, BY_USER } from '../requester-axes';
import { tableOf } from '../table-of';

/** A thing, and a certificate, of the account of a resource of IoT. */
function thing({ own }: Fixtures): string {
  return own.hubShadowArn.slice(0, own.hubShadowArn.lastIndexOf('/'));
}

function certificate({ own }: Fixtures): string {
  return own.roleAliasArn.replace(/:rolealias\/.*$/, `:cert/${'0123456789abcdef'.repeat(4)}`);
}

function cuts(fixtures: Fixtures): RequestTemplate[] {
  return fixtures.hubRoleArns.map((arn) =>
    request('iam:PutRolePolicy', arn, { [BOUNDARY]: boundaryOf(arn, fixtures) }),
  );
}

/** Systems Manager chooses a node's id: whose it is, its tag says. The environment is that of the organization's key. */
const ENVIRONMENT_OF_NODE = 'aws:resourcetag/environment';

/** What those who enrol and revoke hubs do, and what they do not. */
export const OPERATORS_OF_HUBS = tableOf(
  {
    'manage-hubs': {
      sentence: ({ who, whose }) => `${who} enrols and changes ${whose} hubs`,
      by: 'hub-operator',
      requests: requestsOfOperator('hub-operator', (fixtures) => [
        ...['iot:CreateThing', 'iot:UpdateThing', 'iot:DeleteThing'].map((action) =>
          request(action, thing(fixtures)),
        ),
        request('iot:UpdateThingShadow', fixtures.own.hubShadowArn),
        ...['iot:AttachPolicy', 'iot:DeleteCertificate'].map((action) =>
          request(action, certificate(fixtures)),
        ),
        request('iot:CreateCertificateFromCsr', '*'),
        request('ssm:CreateActivation', '*'),
      ]),
      axes: [...byOperators('secret-writer', 'monitor', 'auditor'), BY_NODE, BY_USER],
      evenSuspended: true,
    },
    'pass-node-role': {
      sentence: ({ who, whose }) => `${who} passes ${whose} role of hybrid nodes to Systems Manager`,
      by: 'hub-operator',
      requests: requestsOfOperator('hub-operator', ({ nodeRoleArns }) =>
        nodeRoleArns.map((arn) => request('iam:PassRole', arn, { [PASSED_TO]: 'ssm.amazonaws.com' })),
      ),
      axes: [
        ...byOperators('hub-revoker', 'secret-writer', 'monitor', 'auditor'),
        ...BY_ORGANIZATIONS,
        {
          id: 'to-other-service',
          wording: { how: ', and to another service' },
          variations: [
            { context: PASSED_TO, to: 'ec2.amazonaws.com' },
            { context: PASSED_TO, to: undefined },
          ],
        },
      ],
      evenSuspended: true,
    },
    'revoke-certificates': {
      sentence: ({ who, whose }) => `${who} revokes certificates of ${whose} hubs`,
      by: 'hub-revoker',
      requests: requestsOfOperator('hub-revoker', (fixtures) => [
        request('iot:UpdateCertificate', certificate(fixtures)),
        request('iot:UpdateThing', thing(fixtures)),
      ]),
      axes: [...byOperators('secret-writer', 'monitor', 'auditor'), ...BY_ORGANIZATIONS],
      evenSuspended: true,
    },
    'cut-sessions': {
      sentence: ({ who, whose }) => `${who} cuts sessions of ${whose} hubs`,
      by: 'hub-revoker',
      requests: requestsOfOperator('hub-revoker', cuts),
      axes: [
        ...byOperators('hub-operator', 'secret-writer', 'monitor', 'auditor'),
        ...BY_ORGANIZATIONS,
        {
          id: 'without-boundary',
          wording: { how: ', whose role is under no boundary or another one' },
          variations: [
            { context: BOUNDARY, to: undefined },
            { context: BOUNDARY, to: 'arn:aws:iam::aws:policy/AdministratorAccess' },
          ],
        },
      ],
      evenSuspended: true,
    },
    'remove-nodes': {
      sentence: ({ who }) => `${who} removes a hybrid node of the environment`,
      by: 'hub-revoker',
      requests: requestsOfOperator('hub-revoker', ({ own, shared }) => [
        request('ssm:DeregisterManagedInstance', shared.managedNodeArn, {
          [ENVIRONMENT_OF_NODE]: own.keyEnvironment,
        }),
      ]),
      axes: [...byOperators('hub-operator', 'secret-writer', 'monitor', 'auditor'), ...BY_ORGANIZATIONS],
      evenSuspended: true,
    },
  },
  {
    'remove-other-nodes': {
      sentence: 'a hub revoker removes a node without the tag of an environment',
      twin: 'remove-nodes',
      change: { context: ENVIRONMENT_OF_NODE, to: undefined },
    },
    'remove-nodes-of-other-environment': {
      sentence: 'a hub revoker removes a node of another environment',
      twin: 'remove-nodes',
      change: { context: ENVIRONMENT_OF_NODE, to: 'other' },
    },
    'manage-other-things': {
      sentence: 'a hub operator changes a thing that is not a hub',
      twin: 'manage-hubs',
      request: 'iot:UpdateThing',
      change: { resource: (fixtures) => thing(fixtures).replace(/thing\/.*$/, 'thing/example') },
    },
    'change-iot-policy': {
      sentence: "a hub operator changes the policy of an organization's certificates",
      twin: 'manage-hubs',
      request: 'iot:AttachPolicy',
      change: { action: 'iot:CreatePolicyVersion' },
    },
    'assume-node-role': {
      sentence: 'a hub operator assumes a role of hybrid nodes',
      twin: 'pass-node-role',
      change: { action: 'sts:AssumeRole' },
    },
    'attach-policy-to-hubs': {
      sentence: "a hub revoker attaches a policy to a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:AttachRolePolicy' },
    },
    'remove-boundary-of-hubs': {
      sentence: "a hub revoker removes the boundary of a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:DeleteRolePermissionsBoundary' },
    },
    'change-trust-of-hubs': {
      sentence: "a hub revoker changes who may assume a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:UpdateAssumeRolePolicy' },
    },
    'tag-hubs': {
      sentence: "a hub revoker changes the tags of a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:TagRole' },
    },
  },
);
