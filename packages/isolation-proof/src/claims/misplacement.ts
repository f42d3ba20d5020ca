import { takesTags } from '../model/tags';
import { isDomainOfAws } from '../resources/domain-names';
import type { FlowEnd } from '../resources/flows';
import { thingNamed } from '../resources/named-resource';
import { resolveText } from '../resources/resolve';
import type { TemplateResource } from '../templates/template';
import { isAssetOfCdk } from './cdk-assets';
import { ownerText, type Places } from './places';

/** Where data are that may not be there, for people, and the resource that is meant. */
export interface Misplaced {
  readonly what: string;
  /** As it would be declared. Absent for what is unknown, and for a neighbour's, which is not to be declared. */
  readonly place?: string;
  readonly other?: TemplateResource;
}

const UNKNOWN_PLACE = 'a place that is unknown before deployment';

/** Whether data of a resource may be where its properties lead them. */
export class Misplacement {
  constructor(private readonly places: Places) {}

  /** Where data of a resource are that may not be there; undefined if they may. */
  of(
    resource: TemplateResource,
    { value, form, whole, runsIn = [] }: Pick<FlowEnd, 'value' | 'form' | 'runsIn' | 'whole'>,
    verb: 'go to' | 'come from',
  ): Misplaced | undefined {
    const owner = this.places.ownerOf(resource);
    const text = resolveText(value, resource.stack);
    if (whole !== undefined && owner === undefined) {
      return form === 'kms-key' ? this.ofSharedKey(resource, text) : undefined;
    }
    if (text === undefined) return { what: UNKNOWN_PLACE };
    const thing = thingNamed(text, form, resource.stack);
    // What a service does with it, it does with the rights of a role or of the caller.
    const place = thing.kind === 'arn' ? thing.arn : text;
    if (thing.kind === 'service' || this.places.isAllowed(place, owner)) return undefined;
    // From there, the deployment takes files of the app itself.
    if (verb === 'come from' && thing.kind === 'arn' && isAssetOfCdk(`${thing.arn}/`, resource))
      return undefined;
    if (thing.kind === 'elsewhere') return { what: text, place };
    const target = this.places.resourceNamed(thing, resource);
    if (target === undefined) {
      const isOfNobody = form === 'canonical-name' && !isDomainOfAws(text);
      return isOfNobody ? undefined : { what: `${text}, which no template makes`, place };
    }
    const other = this.places.ownerOf(target);
    const isShared =
      (whole === 'shared' || whole === 'used' || runsIn.includes(target.type)) && other === undefined;
    return other === owner || isShared
      ? undefined
      : {
          what: `${target.path} of ${ownerText(other)}`,
          other: target,
          ...(other === undefined ? { place } : {}),
        };
  }

  /** What could say that it is a tenant's, and does not, is shared, and is under no tenant's key. */
  private ofSharedKey(resource: TemplateResource, text: string | undefined): Misplaced | undefined {
    if (text === undefined || !takesTags(resource) || this.places.isDeclared(text)) return undefined;
    const key = this.places.resourceNamed(thingNamed(text, 'kms-key', resource.stack), resource);
    const owner = key && this.places.ownerOf(key);
    return key && owner ? { what: `${key.path} of ${owner}`, other: key } : undefined;
  }

  /** What no template makes, the service makes; and what is the platform's, no tenant reads by itself. */
  ofLogGroup(resource: TemplateResource, name: string | undefined): string | undefined {
    if (name === undefined) return UNKNOWN_PLACE;
    const target = this.places.resourceNamed(thingNamed(name, 'log-group-name', resource.stack), resource);
    if (target === undefined) return undefined;
    const other = this.places.ownerOf(target);
    return other === undefined || other === this.places.ownerOf(resource)
      ? undefined
      : `${target.path} of ${other}`;
  }
}
