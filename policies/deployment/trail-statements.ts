import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';

/**
 * What is kept and asked of the trail is an administrator's to deploy. Trails and their buckets are named by no Allow;
 * this takes out what is called like the app's other resources, for all that is there and that AWS will add.
 */
export function leaveTheTrailAlone(naming: Naming): Statement[] {
  const names = naming.shared;
  return [
    {
      Sid: 'LeaveTheTrailAlone',
      Effect: 'Deny',
      Action: '*',
      Resource: [
        naming.keyAliasArn(names.auditKeyAlias),
        naming.workgroupArn(names.auditWorkgroup),
        naming.glueArn(names.auditDatabase),
        naming.tablesArn(names.auditDatabase),
      ],
      wildcardReason: 'Whatever is done to it, and every table of the database.',
    },
  ];
}
