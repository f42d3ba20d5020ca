import { thingNamed } from '../resources/named-resource';
import { knownText } from '../resources/resolve';
import type { NamedWhole } from '../resources/wholes';
import type { TemplateResource } from '../templates/template';
import { takesTags } from './tags';
import type { Whereabouts } from './whereabouts';

/** Whose resources are that take no tags, and are a part of something that does, as a subscription is of its topic. */
export class OwnersOfParts {
  private readonly known = new Map<TemplateResource, string | undefined>();

  /**
   * @param wholesOf what a resource is a part of
   * @param ownerOf whose a resource is by its tags or by those of its stack
   */
  constructor(
    private readonly whereabouts: Pick<Whereabouts, 'resourceNamed'>,
    private readonly wholesOf: (part: TemplateResource) => readonly NamedWhole[],
    private readonly ownerOf: (resource: TemplateResource) => string | undefined,
  ) {}

  /** The tenant of the first of its wholes that is a tenant's; undefined if a resource takes tags, or is no such part. */
  of(part: TemplateResource): string | undefined {
    if (takesTags(part)) return undefined;
    if (this.known.has(part)) return this.known.get(part);
    // So that parts which name each other end.
    this.known.set(part, undefined);
    const owner = this.firstOwner(part);
    this.known.set(part, owner);
    return owner;
  }

  private firstOwner(part: TemplateResource): string | undefined {
    for (const { value, form } of this.wholesOf(part)) {
      const text = knownText(value, part.stack);
      const whole = text && this.whereabouts.resourceNamed(thingNamed(text, form, part.stack), part);
      const owner = whole && (this.ownerOf(whole) ?? this.of(whole));
      if (owner) return owner;
    }
    return undefined;
  }
}
