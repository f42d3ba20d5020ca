import { listOf } from '../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import type { TemplateResource } from '../../../packages/isolation-proof/src/templates/template';
import type { Ground } from '../ground';
import { type Edits, type Operator, resourceOperator } from './operator';

/** Policies of AWS that would undo every boundary between organizations. */
const AWS_MANAGED = ['AdministratorAccess', 'ReadOnlyAccess', 'AmazonSSMManagedInstanceCore'];

const PRINCIPALS: Readonly<Record<string, { readonly list: string; readonly kind: string }>> = {
  'AWS::IAM::Role': { list: 'Roles', kind: 'role' },
  'AWS::IAM::User': { list: 'Users', kind: 'user' },
};

export const ATTACHMENT_OPERATORS: readonly Operator[] = [
  resourceOperator(
    'attach-policy',
    'attaches a policy to another principal, its own or another organization’s',
    ({ resource }, ground) => {
      if (resource.type !== 'AWS::IAM::ManagedPolicy') return [];
      return principalsOf(ground).flatMap(({ principal, list }): Edits[] => {
        const name = nameOf(principal);
        const attached = listOf(resource.properties[list]);
        const names = attached.map((one) => resolveText(one, resource.stack));
        return name === undefined || names.includes(name)
          ? []
          : [[{ path: [list], value: [...attached, name] }]];
      });
    },
  ),
  resourceOperator('attach-aws-policy', 'attaches a policy of AWS to a principal', ({ resource }) => {
    if (PRINCIPALS[resource.type] === undefined) return [];
    return AWS_MANAGED.map((policy): Edits => {
      const attached = listOf(resource.properties['ManagedPolicyArns']);
      const arn = `arn:${resource.stack.partition}:iam::aws:policy/${policy}`;
      return [{ path: ['ManagedPolicyArns'], value: [...attached, arn] }];
    });
  }),
  resourceOperator(
    'change-boundary',
    'leaves out the permissions boundary, or puts another policy there',
    ({ resource, organization }, ground) => {
      const { PermissionsBoundary: boundary } = resource.properties;
      if (boundary === undefined) return [];
      const own = organization && ground.organizations.get(organization.slug);
      const policies = [...(own?.resources.values() ?? [])].filter(
        ({ type }) => type === 'AWS::IAM::ManagedPolicy',
      );
      return [
        [{ path: ['PermissionsBoundary'], value: undefined }],
        [
          {
            path: ['PermissionsBoundary'],
            value: `arn:${resource.stack.partition}:iam::aws:policy/AdministratorAccess`,
          },
        ],
        ...policies.map(({ logicalId }): Edits => [
          { path: ['PermissionsBoundary'], value: { Ref: logicalId } },
        ]),
      ];
    },
  ),
];

function principalsOf({ stacks }: Ground): { principal: TemplateResource; list: string }[] {
  return stacks.flatMap(({ resources }) =>
    [...resources.values()].flatMap((principal) => {
      const kind = PRINCIPALS[principal.type];
      return kind === undefined ? [] : [{ principal, list: kind.list }];
    }),
  );
}

function nameOf(principal: TemplateResource): string | undefined {
  return resolveText({ Ref: principal.logicalId }, principal.stack);
}
