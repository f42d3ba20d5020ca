import { HUB_FOLDERS_TAG } from '../../config/naming';
import { thingNameOf } from '../../packages/data-hub/src/hub-name';
import type { Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import { tagsOf } from '../../packages/isolation-proof/src/model/tags';
import { partsOf } from '../../packages/isolation-proof/src/model/tenant-parts';

const CREDENTIALS_PROVIDER = 'credentials.iot.amazonaws.com';

/** The context key of the calling hub's thing, in lower case. */
export const THING = 'credentials-iot:thingname';

/** The hubs that requests of the contract are about, of an organization: the first makes them. */
export function exampleThings(organization: string): {
  readonly own: string;
  readonly others: readonly string[];
} {
  const [own = '', ...others] = ['hub-1', 'hub-2', 'hub-10'].map((hub) => thingNameOf(organization, hub));
  return { own, others };
}

/** Whether a principal is a role that hubs work under: the IoT credentials provider may assume it. */
export function isHub({ trust }: Principal): boolean {
  return trust.some(({ principals }) => principals?.services.includes(CREDENTIALS_PROVIDER) === true);
}

/**
 * Whether an organization's hubs share its folder by choice. The role alias says so in the templates, apart from every
 * policy: a statement that loses its hub's folder is a mistake, and not a choice.
 */
export function haveCommonFolder(model: Model, organization: string): boolean {
  const aliases = partsOf(model, organization).resources.filter(({ type }) => type === 'AWS::IoT::RoleAlias');
  return aliases.length > 0 && aliases.every((alias) => tagsOf(alias).get(HUB_FOLDERS_TAG) === 'common');
}
