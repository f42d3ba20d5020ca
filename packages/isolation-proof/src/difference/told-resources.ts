import type { Pattern } from '../patterns/pattern';
import type { AskedAction } from './action-questions';
import { keyOfPattern } from './pattern-text';

/** Patterns of resources of which everything is told, by action. */
export class ToldResources {
  private readonly byAction = new Map<string, Map<string, Pattern>>();

  /** What is told of every one of these actions. */
  of(actions: readonly AskedAction[]): Pattern[] {
    const [first, ...others] = actions.map(
      ({ example }) => this.byAction.get(example) ?? new Map<string, Pattern>(),
    );
    return [...(first ?? [])]
      .filter(([key]) => others.every((other) => other.has(key)))
      .map(([, pattern]) => pattern);
  }

  copy(): ToldResources {
    const copied = new ToldResources();
    for (const [action, patterns] of this.byAction) copied.byAction.set(action, new Map(patterns));
    return copied;
  }

  add(actions: readonly AskedAction[], pattern: Pattern): void {
    for (const { example } of actions) {
      const known = this.byAction.get(example) ?? new Map<string, Pattern>();
      known.set(keyOfPattern(pattern), pattern);
      this.byAction.set(example, known);
    }
  }
}
