import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';

/**
 * What watches over the app is for administrators to deploy: the trail, incidents, and the roles of operators. Most of
 * it is named by no Allow; this takes out what is called like the app's other resources. Their keys have a tag.
 * @param others ARNs of what else is theirs
 */
export function leaveToAdministrators(naming: Naming, ...others: readonly string[]): Statement {
  const { name, database } = naming.anyNameOfAdministrators;
  return {
    Sid: 'LeaveToAdministrators',
    Effect: 'Deny',
    Action: '*',
    Resource: [
      naming.keyAliasArn(`alias/${name}`),
      naming.workgroupArn(name),
      naming.glueArn(database),
      ...others,
    ],
    wildcardReason: 'Whatever is done to it, and whatever else will be called so.',
  };
}
