import { ALL_POLICIES, BOUNDARY_ALONE, IDENTITY_ALONE } from '../access/lens';
import { type ActionGroup, among } from '../policies/action-classes';
import { itself, regionsWithoutKeys } from '../access/regions';
import { Asking } from './asking';
import type { Claim } from './claim';
import { KEY_ADMINISTRATION } from '../policies/action-groups';

/** What changes who may do what, or what is recorded of it. */
const FORBIDDEN: ActionGroup = {
  patterns: [
    'iam:*',
    'sts:*',
    'organizations:*',
    'account:*',
    'cloudtrail:*',
    'config:*',
    'cloudformation:*',
    'lakeformation:*',
    'access-analyzer:*',
    'iot:*policy*',
    'iot:*rolealias*',
    'kms:*grant*',
    's3:*policy*',
    's3:*acl*',
    's3:*configuration*',
    's3:*accesspoint*',
    's3:*publicaccess*',
    's3:createbucket',
    's3:deletebucket',
    's3:putbucket*',
    'ecr:*policy*',
    'glue:*policy*',
    '*:*tag',
    '*:*tags',
    '*:*tagging',
    '*:tagresource*',
    '*:untagresource*',
    ...KEY_ADMINISTRATION,
  ],
};

/**
 * No principal of an organization changes permissions, keys, buckets, tags or trails; those that the platform
 * makes could not, whatever their identity policies said.
 */
export const actionCeiling: Claim = {
  id: 'action-ceiling',
  title: 'No principal of an organization changes permissions, keys, buckets, tags or trails',
  about: 'roles or users of an organization',
  judge: ({ guarded, principals, keys, classes }) => {
    const asking = new Asking(
      'list the actions that are needed; permissions, keys, buckets, tags and trails are for the deployment.',
    );
    const regions = regionsWithoutKeys(guarded);
    const forbidden = classes.flatMap((action) => among(action, FORBIDDEN) ?? []);
    const subjects = principals.filter(({ owner, kind }) => owner !== undefined && kind !== 'certificate');
    for (const principal of asking.each(subjects)) {
      const lenses =
        principal.boundary === undefined
          ? [ALL_POLICIES, IDENTITY_ALONE]
          : [ALL_POLICIES, IDENTITY_ALONE, BOUNDARY_ALONE];
      for (const lens of lenses) {
        for (const action of forbidden) {
          for (const region of [...regions, ...keys.candidates(principal, action, lens).map(itself)]) {
            asking.ask(
              principal,
              action,
              region,
              lens,
              (name, resource) => `${principal.arn} may ${name} on ${resource}`,
            );
          }
        }
      }
    }
    return asking.judgement;
  },
};
