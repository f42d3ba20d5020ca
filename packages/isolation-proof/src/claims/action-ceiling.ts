import { ALL_POLICIES, BOUNDARY_ALONE, IDENTITY_ALONE, type Lens } from '../access/lens';
import type { Principal } from '../model/principal';
import type { Locks } from './locks';
import { type ActionGroup, among } from '../policies/action-classes';
import { withNothingKnown } from '../access/foreign-resources';
import { itself, regionsWithoutKeys } from '../access/regions';
import { Asking } from './asking';
import type { Claim } from './claim';
import { KEY_ADMINISTRATION } from '../policies/action-groups';

/** What changes who may do what, or what is recorded of it, whatever the resource. */
const OF_PLATFORM = [
  'iam:*',
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
  ...KEY_ADMINISTRATION,
];

/** Changes of permissions, settings and tags of resources; tags of objects say nothing of whose they are. */
const CHANGES: ActionGroup = {
  patterns: [
    ...OF_PLATFORM,
    's3:createbucket*',
    's3:deletebucket*',
    's3:putbucket*',
    's3:put*configuration*',
    's3:putobjectacl',
    's3:putobjectversionacl',
    's3:createaccesspoint*',
    's3:deleteaccesspoint*',
    's3:putaccesspoint*',
    's3:put*publicaccess*',
    '*:add*permission*',
    '*:put*policy*',
    '*:remove*permission*',
    '*:set*policy*',
    '*:setqueueattributes',
    '*:settopicattributes',
    '*:tagresource*',
    '*:untagresource*',
    '*:tagqueue',
    '*:untagqueue',
    '*:addtags*',
    '*:removetags*',
    '*:createtags',
    '*:deletetags',
  ],
};

/** The same, and looking at them: whatever is called after a policy, a setting or a tag. */
const CHANGES_AND_VIEWS: ActionGroup = {
  patterns: [
    ...OF_PLATFORM,
    // A role that is assumed has the permissions that it has: a way to them, and no change.
    'sts:*',
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
  ],
};

export interface Ceiling extends Locks {
  /**
   * What is forbidden: to change permissions, settings and tags, or to look at them as well.
   * @default 'changes'
   */
  readonly forbids?: 'changes' | 'changes and views';
}

/**
 * Not even those of its own organization: they are for the deployment. With `locks: 'each alone'`, the permissions
 * boundary by itself stops it, whatever identity policies say.
 * @example a worker that may `s3:PutBucketPolicy` on its organization's own bucket
 */
export const actionCeiling = ({ forbids = 'changes', locks = 'together' }: Ceiling = {}): Claim => ({
  id: 'action-ceiling',
  title: 'No principal of an organization changes permissions, keys, buckets, tags or trails',
  about: 'roles or users of an organization',
  judge: ({ guarded, principals, keys, classes }) => {
    const asking = new Asking(
      'list the actions that are needed; permissions, keys, buckets, tags and trails are for the deployment.',
    );
    const places = withNothingKnown(regionsWithoutKeys(guarded));
    const group = forbids === 'changes' ? CHANGES : CHANGES_AND_VIEWS;
    const forbidden = classes.flatMap((action) => among(action, group) ?? []);
    const subjects = principals.filter(({ owner, kind }) => owner !== undefined && kind !== 'certificate');
    for (const principal of asking.each(subjects)) {
      const what = (name: string, resource: string): string => `${principal.arn} may ${name} on ${resource}`;
      for (const lens of lensesOf(principal, locks)) {
        for (const action of forbidden) {
          asking.askEach(principal, action, places, lens, what);
          for (const key of keys.candidates(principal, action, lens)) {
            asking.ask(principal, action, itself(key), lens, what);
          }
        }
      }
    }
    return asking.judgement;
  },
});

function lensesOf({ boundary }: Principal, locks: NonNullable<Locks['locks']>): Lens[] {
  if (locks === 'together') return [ALL_POLICIES];
  return boundary === undefined
    ? [ALL_POLICIES, IDENTITY_ALONE]
    : [ALL_POLICIES, IDENTITY_ALONE, BOUNDARY_ALONE];
}
