import type { SynthesizedStack } from './cloud-assembly';
import { UnreadableTemplateError } from './errors';
import type { ResourceReader } from './resource-reader';

/**
 * Makes sure that everything a template sets can be read back: an emulator's CREATE_COMPLETE proves nothing.
 * @throws UnreadableTemplateError with every type that has no reader, every property that its reader does not
 * compare, and every condition.
 */
export function requireReadable(
  stacks: readonly SynthesizedStack[],
  readers: ReadonlyMap<string, ResourceReader>,
): void {
  const problems = stacks.flatMap(({ name, template }) => [
    ...(template.Conditions === undefined ? [] : [`${name}: the read-back cannot evaluate Conditions`]),
    ...Object.entries(template.Resources).flatMap(([logicalId, { Type, Properties, Condition }]) => {
      const reader = readers.get(Type);
      const place = `${name} ${logicalId}`;
      if (reader === undefined) {
        return [`${place}: ${Type} has no reader; write one in lib/deployed and add it to its registry`];
      }
      const unread = Object.keys(Properties).filter(
        (property) => !Object.hasOwn(reader.comparisons, property),
      );
      return [
        ...(Condition === undefined
          ? []
          : [`${place}: the read-back cannot evaluate Condition ${Condition}`]),
        ...unread.map((property) => `${place}: the reader of ${Type} does not compare ${property}`),
      ];
    }),
  ]);
  if (problems.length > 0) throw new UnreadableTemplateError(problems);
}
