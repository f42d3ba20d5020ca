import { ALL_POLICIES, IDENTITY_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { EVERYTHING, wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import { regionsWithoutKeys } from '../../../packages/isolation-proof/src/access/regions';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import { isHub } from '../hub-folders';

/** Everything of S3 but what a hub may do with objects. */
const MORE_THAN_UPLOADS: ActionGroup = {
  patterns: ['s3:*'],
  except: new Set(['s3:putobject', 's3:abortmultipartupload']),
};

const ANY_PARAMETERS: ActionGroup = { patterns: ['ssm:*parameter*'] };

/** All that a hub may do with parameters. */
const SECRET_READS = new Set(['ssm:getparameter', 'ssm:getparameters']);

/**
 * A Data Hub, which is whoever assumes a role through the IoT credentials provider, writes objects and reads
 * its own organization's connector secrets; of S3 and Parameter Store it can do nothing else.
 */
export const writeOnlyHubs: Claim = {
  id: 'write-only-hubs',
  title: 'A Data Hub uploads and reads its own connector secrets, and reads nothing back',
  about: 'roles of Data Hubs',
  judge: ({ guarded, principals, tenancy, classes }) => {
    const asking = new Asking(
      'a hub needs s3:PutObject and s3:AbortMultipartUpload in its folder, and ssm:GetParameter(s) in its path.',
    );
    const regions = regionsWithoutKeys(guarded);
    for (const hub of asking.each(principals.filter(isHub))) {
      const secrets =
        hub.owner === undefined ? [] : tenancy.ownSecrets(hub.owner).map((text) => wildcardPattern(text));
      const what = (name: string, resource: string): string =>
        `the hubs of ${hub.arn} may ${name} on ${resource}`;
      for (const lens of [ALL_POLICIES, IDENTITY_ALONE]) {
        for (const action of classes) {
          const more = among(action, MORE_THAN_UPLOADS);
          if (more !== undefined) for (const region of regions) asking.ask(hub, more, region, lens, what);
          const parameters = among(action, ANY_PARAMETERS);
          if (parameters === undefined) continue;
          const excluding = SECRET_READS.has(parameters.example) ? secrets : [];
          asking.ask(hub, parameters, { resources: { matching: [EVERYTHING], excluding } }, lens, what);
        }
      }
    }
    return asking.judgement;
  },
};
