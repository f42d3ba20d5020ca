import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import { isObject, type Json, listOf } from '../../../packages/isolation-proof/src/templates/json';

const ADVICE =
  "Match events of aws.s3, of objects whose keys have the prefix of the organization's folder, and nothing else.";

/**
 * Events name objects, so that they are data as well: of S3's events, a rule of an organization takes those of
 * objects in its own folder only. No policy decides about it; what a rule takes from the bus, its pattern says. Whose
 * other events a rule takes, the claim about flows asks.
 */
export const arrivalEvents: Claim = {
  id: 'arrival-events',
  title: "A rule of an organization takes events of its own folder's objects only",
  about: 'rules of organizations',
  judge: ({ model, resources }) => {
    const asking = new Asking();
    for (const resource of resources.filter(({ type }) => type === 'AWS::Events::Rule')) {
      const owner = model.ownership.of(resource);
      const pattern = resource.properties['EventPattern'];
      if (owner === undefined || pattern === undefined || isOfOtherServices(pattern)) continue;
      asking.each([resource]);
      asking.check();
      if (isOfOwnFolder(pattern, owner)) continue;
      asking.refute(
        `${resource.path} of ${owner} takes events of S3 that are not of its own folder only`,
        [],
        ADVICE,
        resource.path,
      );
    }
    return asking.judgement;
  },
};

/** Whether a pattern names its sources, and S3 is not among them. */
function isOfOtherServices(pattern: Json): boolean {
  const sources = listOf(inside(pattern, 'source'));
  return sources.length > 0 && sources.every((source) => typeof source === 'string' && source !== 'aws.s3');
}

function isOfOwnFolder(pattern: Json, owner: string): boolean {
  const detail = inside(pattern, 'detail');
  const keys = listOf(inside(inside(detail, 'object'), 'key'));
  return (
    isOnly(inside(pattern, 'source'), 'aws.s3') &&
    keys.length > 0 &&
    keys.every(
      (key) => isObject(key) && Object.keys(key).join() === 'prefix' && key['prefix'] === `${owner}/`,
    )
  );
}

function inside(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function isOnly(value: Json | undefined, text: string): boolean {
  const texts = listOf(value);
  return texts.length === 1 && texts[0] === text;
}
