import { serviceOfResource } from '../access/one-service';
import {
  type ActionClass,
  actionClasses,
  type ActionGroup,
  among,
  matchesClass,
} from '../policies/action-classes';
import { witness } from '../patterns/witness';
import type { PatternList, Statement } from '../policies/statement';

/** An action that stands for all of one service that no statement tells apart. */
export interface AskedAction {
  /** In lower case. */
  readonly example: string;
  readonly service: string;
}

/**
 * All actions of both sides of a change, each service by itself: an action of one service on a resource of another is
 * no request, so that nothing is told of such pairs.
 */
export class ActionQuestions {
  private readonly classes: readonly ActionClass[];
  private readonly groups: ReadonlyMap<string, ActionGroup>;
  private readonly ofClass = new Map<ActionClass, readonly AskedAction[]>();

  /** @param statements every statement of either side */
  constructor(statements: ReadonlySet<Statement>) {
    // Each set of a class by itself, so that the patterns that match its example match all of it.
    this.classes = actionClasses(statements).flatMap(({ sets }) =>
      sets.flatMap((set) => {
        const example = witness(set);
        return example === undefined ? [] : [{ example, sets: [set] }];
      }),
    );
    const services = new Set<string>();
    for (const { actions, resources } of statements) {
      for (const text of actions.texts) {
        const service = /^([a-z0-9-]+):/.exec(text ?? '')?.[1];
        if (service !== undefined) services.add(service);
      }
      for (const text of resources.texts) {
        const service = serviceOfResource(text ?? '');
        if (service !== undefined && !/[*?$]/.test(service)) services.add(service);
      }
    }
    this.groups = new Map([...services].sort().map((service) => [service, { patterns: [`${service}:*`] }]));
  }

  /** The actions that a statement is about. */
  of({ actions }: Pick<Statement, 'actions'>): AskedAction[] {
    return this.classes
      .filter(({ example }) => isAbout(actions, example))
      .flatMap((one) => this.actionsOf(one));
  }

  private actionsOf(one: ActionClass): readonly AskedAction[] {
    const known = this.ofClass.get(one) ?? this.findActions(one);
    this.ofClass.set(one, known);
    return known;
  }

  private findActions(one: ActionClass): AskedAction[] {
    const found = new Map([[serviceOf(one.example), one.example]]);
    for (const [service, group] of this.groups) {
      const example = found.has(service) ? undefined : among(one, group)?.example;
      if (example !== undefined) found.set(service, example);
    }
    return [...found].map(([service, example]) => ({ service, example }));
  }
}

/** Whether a list of actions may be about an action; one that is not known may. */
export function isAbout({ texts, negated }: PatternList, example: string): boolean {
  const matches = texts.some((text) => text !== undefined && matchesClass(text, { example }));
  return texts.includes(undefined) || matches !== negated;
}

/** Actions that statements treat alike, together: what holds for one holds for all. */
export function alike(
  actions: readonly AskedAction[],
  statements: readonly Statement[],
): [AskedAction, ...AskedAction[]][] {
  const groups = new Map<string, [AskedAction, ...AskedAction[]]>();
  for (const action of actions) {
    const treated = statements.map(({ actions: about }) => (isAbout(about, action.example) ? '1' : '0'));
    const key = `${action.service} ${treated.join('')}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [action]);
    else known.push(action);
  }
  return [...groups.values()];
}

function serviceOf(action: string): string {
  return action.split(':')[0] ?? '';
}
