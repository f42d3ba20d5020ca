import { isObject, type Json, listOf } from '../templates/json';
import type { StackTemplate } from '../templates/template';

/** How the templates spell actions and condition keys, which are compared in lower case. */
export class Spelling {
  private readonly spellings = new Map<string, string>();

  constructor(stacks: readonly StackTemplate[]) {
    for (const { resources } of stacks) {
      for (const { properties } of resources.values()) this.read(properties);
    }
  }

  /** An action, a pattern of actions, or a condition key; in lower case where no template names it. */
  of(text: string): string {
    return this.spellings.get(text.toLowerCase()) ?? text;
  }

  private read(value: Json | undefined): void {
    if (Array.isArray(value)) for (const part of value as readonly Json[]) this.read(part);
    if (!isObject(value)) return;
    for (const action of [...listOf(value['Action']), ...listOf(value['NotAction'])]) {
      if (typeof action === 'string') this.spellings.set(action.toLowerCase(), action);
    }
    const { Condition: conditions } = value;
    for (const keys of isObject(conditions) ? Object.values(conditions) : []) {
      for (const key of isObject(keys) ? Object.keys(keys) : []) this.spellings.set(key.toLowerCase(), key);
    }
    for (const part of Object.values(value)) this.read(part);
  }
}
