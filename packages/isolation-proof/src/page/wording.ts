import type { Form, NamedOrganization } from '../forms/form';
import type { Resolved } from '../templates/resolved';
import { replaceSegments } from '../patterns/segments';
import type { Statement } from '../policies/statement';
import type { StatementData } from './page-data';
import { SLUG_STAND_INS, type StandIns, withoutStandIns, withSlugStandIns } from '../forms/slug-text';
import type { TemplateWords } from './template-words';

/**
 * Words texts of one form so that they hold for each organization of it. Only an organization's own names get
 * stand-ins: a shared name that happens to hold the slug is the same for all.
 */
export class Wording {
  private readonly standIns = new Map<string, StandIns>();
  private readonly ownSegments = new Map<string, string>();
  /** The only organization of a form, for which every text may have stand-ins: it is shown for no other one. */
  private readonly only: string | undefined;

  /** @param form undefined where texts are no organization's */
  constructor(
    form: Form | undefined,
    private readonly templates: TemplateWords,
  ) {
    const [shown, other] = form?.organizations ?? [];
    this.only = other === undefined ? shown?.slug : undefined;
    if (shown !== undefined) this.add(shown, SLUG_STAND_INS.shown);
    if (other !== undefined) this.add(other, SLUG_STAND_INS.other);
  }

  /** A text of a policy, or a resource. */
  text(text: string): string {
    if (this.only !== undefined) return withSlugStandIns(text, this.only, SLUG_STAND_INS.shown);
    return replaceSegments(withoutStandIns(text), (segment) => this.ownSegments.get(segment) ?? segment);
  }

  /** A name that is a resource's own, such as a policy's. */
  name(text: string, source: Statement['source']): string {
    const owner = this.templates.ownership.of(source);
    const standIns = owner === undefined ? undefined : this.standIns.get(owner);
    return owner === undefined || standIns === undefined
      ? withoutStandIns(text)
      : withSlugStandIns(text, owner, standIns);
  }

  /** An action, spelled as the templates do. */
  action(action: string): string {
    return this.templates.spelling.of(action);
  }

  statement(statement: Statement): StatementData {
    const { name, effect, source } = statement;
    return {
      name: withoutStandIns(name),
      effect,
      policy: this.templates.kindOf(statement),
      path: this.name(source.path, source),
      stack: this.name(source.stack.name, source),
      elements: this.elements(statement),
    };
  }

  private add({ slug, names }: NamedOrganization, standIns: StandIns): void {
    this.standIns.set(slug, standIns);
    for (const name of names) this.ownSegments.set(name, withSlugStandIns(name, slug, standIns));
  }

  private elements({ actions, resources, principals, conditions }: Statement): StatementData['elements'] {
    const list = (texts: readonly Resolved[]): string[] =>
      texts.map((text) => (text === undefined ? '(known only after deployment)' : this.text(text)));
    const spelled = {
      ...actions,
      texts: actions.texts.map((text) => text && this.templates.spelling.of(text)),
    };
    const not = (negated: boolean, element: string): string => (negated ? `Not${element}` : element);
    return [
      ...(principals === undefined
        ? []
        : [
            [
              not(principals.negated, 'Principal'),
              [
                ...list(principals.aws),
                ...list(principals.services),
                ...list(principals.federated),
                ...principals.others,
              ],
            ] as const,
          ]),
      [not(spelled.negated, 'Action'), list(spelled.texts)],
      [not(resources.negated, 'Resource'), list(resources.texts)],
      ...conditions.map(
        ({ operator, key, values }) => [`${operator} ${withoutStandIns(key)}`, list(values)] as const,
      ),
    ];
  }
}
