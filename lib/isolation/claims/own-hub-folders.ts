import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import { objectsOf, type Region } from '../../../packages/isolation-proof/src/access/regions';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import type { GuardedResource } from '../../../packages/isolation-proof/src/model/guarded-resource';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import {
  concatenate,
  literalPattern,
  variablePattern,
  wildcardPattern,
} from '../../../packages/isolation-proof/src/patterns/pattern';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { anyValue } from '../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../packages/isolation-proof/src/policies/statement';
import type { Resolved } from '../../../packages/isolation-proof/src/templates/resolved';
import { isForUploads } from '../contract/names';
import { haveCommonFolder, isHub, THING } from '../hub-folders';
import { judgeOwnShadow } from './own-shadows';

/** Everything of S3 that does not only read: what AWS adds later counts as a write until it is listed here. */
const WRITING: ActionGroup = {
  patterns: ['s3:*'],
  except: new Set(['s3:getobject', 's3:listmultipartuploadparts']),
};

/** A hub of which nothing is known but that it has a thing's name. */
const ANY_HUB = new Map([[THING, anyValue]]);

const SHARED_BY_CHOICE =
  'Hubs share the folder of their organization by choice ("dataHubFolders": "common"): a stolen one can upload in the name of every other.';

/**
 * A hub writes in its own folder, `<slug>/<thing>/`, whatever its thing is called. The thing's name is one unknown
 * value in each question, so that the answer is about all names at once, also those of which one begins with another;
 * a name has no slash, so that no hub's folder is in another hub's. Identity policies and boundary hold alone. By
 * itself, the boundary is asked about the buckets that hubs upload to: it is also that of analysts, who write results.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html
 */
export const ownHubFolders: Claim = {
  id: 'own-hub-folders',
  title: 'A Data Hub writes as itself only, in the folder that bears its own name',
  about: 'Data Hubs with a folder of their own in a bucket of data',
  judge: ({ model, principals, tenancy, classes }) => {
    const asking = new Asking(
      "a hub's uploads go to <slug>/${credentials-iot:ThingName}/*, with a slash on both sides of the variable.",
    );
    const hubs = principals.flatMap((hub) =>
      hub.owner !== undefined && isHub(hub) ? [{ hub, owner: hub.owner }] : [],
    );
    const ownFolders = hubs.filter(({ owner }) => !haveCommonFolder(model, owner));
    if (ownFolders.length < hubs.length) asking.note(SHARED_BY_CHOICE);
    if (tenancy.dataBuckets.length === 0) return asking.judgement;
    const uploads = tenancy.dataBuckets.filter(isForUploads);
    // The boundary is everybody's: what is wrong with it is said once.
    const allHubs = principals.filter(isHub);
    const statements = allHubs.flatMap((hub) => [...hub.identity, ...(hub.boundary ?? [])]);
    for (const statement of new Set(statements)) refuteDefault(asking, statement);
    for (const hub of allHubs) judgeOwnShadow(asking, hub, classes, ANY_HUB);
    for (const { hub, owner } of asking.each(ownFolders)) {
      const what = (name: string, resource: string): string =>
        `a hub of ${owner} may ${name} on ${resource}, which is not in its own folder`;
      for (const { lens, buckets } of [
        { lens: ALL_POLICIES, buckets: tenancy.dataBuckets },
        { lens: IDENTITY_ALONE, buckets: tenancy.dataBuckets },
        ...(hub.boundary === undefined ? [] : [{ lens: BOUNDARY_ALONE, buckets: uploads }]),
      ]) {
        for (const region of buckets.map((bucket) => outsideOwnFolder(bucket, owner))) {
          for (const action of classes) {
            const writing = among(action, WRITING);
            if (writing !== undefined) asking.ask(hub, writing, region, lens, what, ANY_HUB);
          }
        }
      }
    }
    return asking.judgement;
  },
};

/** A default would be a folder for sessions without a thing's name, of which nobody knows whose they are. */
function refuteDefault(asking: Asking, statement: Statement): void {
  if (statement.effect !== 'Allow' || !statement.resources.texts.some(hasDefault)) return;
  asking.refute(
    `${statement.name} of ${statement.source.path} also stands for hubs that do not say their thing's name`,
    [statement],
    'Take the default out of the policy variable: a hub without a name reaches nothing.',
  );
}

function hasDefault(text: Resolved): boolean {
  return text !== undefined && /\$\{\s*credentials-iot:thingname\s*,/i.test(text);
}

/** The objects of a bucket, less those of the calling hub; in a bucket that hubs do not upload to, it has none. */
function outsideOwnFolder(bucket: GuardedResource, owner: NonNullable<Principal['owner']>): Region {
  const region = objectsOf(bucket);
  if (!isForUploads(bucket)) return region;
  const own = concatenate(
    literalPattern(`${bucket.arn}/${owner}/`),
    variablePattern(THING),
    wildcardPattern('/*'),
  );
  const { matching, excluding } = region.resources;
  return { ...region, resources: { matching, excluding: [...excluding, own] } };
}
