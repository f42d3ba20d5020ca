import { withConstructPaths } from '../resources/stand-ins';
import type { StackTemplate } from '../templates/template';
import type { AccessDifference, DecisiveStatement, ExampleRequest } from './access-difference';
import type { KeyValue } from './atoms';
import type { ActorDifference } from './actor-difference';
import type { FormPair } from './form-pairs';
import { toldTexts } from './told-patterns';

/** A difference as people read it. */
export function tellDifference(
  { actor, allowing, lens, actions, resources, example, statements, guard }: ActorDifference,
  pairs: readonly FormPair[],
  stacks: readonly StackTemplate[],
): AccessDifference {
  const shown = (text: string): string => withConstructPaths({ text }, stacks).text;
  const { who } = actor;
  const owner = who.owner ?? guard?.owner;
  const pair = pairs.find(({ organizations }) => owner !== undefined && organizations[0] === owner);
  return {
    change: allowing === 'head' ? 'gained' : 'lost',
    lens: lens.name,
    principal: { ...who, name: shown(who.name) },
    organizations: pair?.organizations ?? [],
    actions: toldTexts(actions),
    resources: [...new Set(resources.flatMap(toldTexts))].sort().map(shown),
    example: exampleOf(who.name, example, shown),
    statements: statements
      .map(([side, { effect, name, source }]): DecisiveStatement => ({
        side,
        effect,
        name,
        path: source.path,
        stack: source.stack.name,
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

function exampleOf(
  principal: string,
  { action, finding }: ActorDifference['example'],
  shown: (text: string) => string,
): ExampleRequest {
  const shownValue = (value: KeyValue): KeyValue => {
    if (value === null) return null;
    return typeof value === 'string' ? shown(value) : value.map(shown);
  };
  return {
    principal: shown(principal),
    action,
    resource: shown(finding.resource),
    context: Object.fromEntries([...finding.context].map(([key, value]) => [key, shownValue(value)])),
  };
}
