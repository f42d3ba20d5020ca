import { ORG_DATABASE_TAG, ORG_KEY_ARN_TAG, ORG_SLUG_TAG } from '../../../../config/naming';
import type { GuardedChange } from '../../../../packages/isolation-proof/src/claims/guarded-changes';
import type { Fact } from '../../../../packages/isolation-proof/src/policies/facts';
import type { GuardedAccount } from '../../guarded-account';
import { always } from './resources-in-templates';

/** Keys of tags are the same in any case of their letters. */
const SPELLINGS = [ORG_SLUG_TAG, ORG_KEY_ARN_TAG, ORG_DATABASE_TAG].flatMap((tag) => [
  tag,
  tag.toUpperCase(),
]);

/** Ways to become, or to make, somebody whom policies take for an organization's. */
export function changesOfIdentities(account: GuardedAccount): GuardedChange[] {
  const { arns, deployment, exempt, hubOperator, hubRevoker, breakGlass } = account;
  const anyIdentity = arns.everythingOf('iam').replace(/\*$/, '?*');
  const anyRole = arns.roleArn('?*');
  const hubRoles = arns.everyOrganizationsRoleArn('dataHubRole');
  const nodeRoles = arns.everyOrganizationsRoleArn('hybridNodeRole');
  const [execution, deploy] = [arns.bootstrapRoleArn('cfn-exec'), arns.bootstrapRoleArn('deploy')];
  return [
    {
      opens: 'make a principal with the tags, the trust or the policies of an organization',
      actions: ['iam:*'],
      except: [
        'iam:generate*',
        'iam:get*',
        'iam:list*',
        'iam:simulate*',
        // These have changes of their own below.
        'iam:passrole',
        'iam:putrolepolicy',
      ],
      on: always(anyIdentity),
      leftTo: deployment,
    },
    {
      opens: 'change how the whole account signs in',
      actions: [
        'iam:deleteaccountpasswordpolicy',
        'iam:enableoutboundwebidentityfederation',
        'iam:setsecuritytokenservicepreferences',
        'iam:updateaccountpasswordpolicy',
      ],
      on: always('*'),
      leftTo: deployment,
    },
    {
      opens: 'give a role of an organization other permissions',
      actions: ['iam:putrolepolicy'],
      on: always(anyRole),
      notOn: [hubRoles],
      leftTo: deployment,
    },
    {
      opens: 'give the hubs of an organization other permissions',
      actions: ['iam:putrolepolicy'],
      on: always(hubRoles),
      leftTo: [...deployment, ...hubRevoker],
    },
    {
      opens: 'run code under a role of an organization',
      actions: ['iam:passrole'],
      on: always(anyRole),
      notOn: [execution, nodeRoles],
      leftTo: deployment,
    },
    {
      opens: 'register a node of an organization',
      actions: ['iam:passrole'],
      on: always(nodeRoles),
      leftTo: [...deployment, ...hubOperator],
    },
    {
      opens: 'have CloudFormation change whatever it likes',
      actions: ['iam:passrole'],
      on: always(execution),
      leftTo: [...deployment, deploy],
    },
    {
      opens: 'act as the deployment',
      actions: ['sts:assumerole'],
      on: always(
        execution,
        deploy,
        arns.bootstrapRoleArn('file-publishing'),
        arns.bootstrapRoleArn('image-publishing'),
        ...exempt,
      ),
      leftTo: exempt,
    },
    ...SPELLINGS.map((tag): GuardedChange => ({
      opens: `carry the tag ${tag} of an organization`,
      actions: ['sts:assumerole', 'sts:getfederationtoken', 'sts:tagsession'],
      on: always(anyIdentity),
      notOn: breakGlass,
      leftTo: [],
      facts: new Map<string, Fact>([['aws:tagkeys', { kind: 'values', texts: [tag] }]]),
    })),
  ];
}
