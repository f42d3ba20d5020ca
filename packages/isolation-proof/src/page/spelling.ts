import { isObject, type Json, listOf } from '../templates/json';
import type { StackTemplate } from '../templates/template';

/** How the templates spell actions, which are compared in lower case. */
export class Spelling {
  private readonly spellings = new Map<string, string>();

  constructor(stacks: readonly StackTemplate[]) {
    for (const { resources } of stacks) {
      for (const { properties } of resources.values()) this.read(properties);
    }
  }

  /** An action, or a pattern of actions; in lower case where no template names it. */
  of(action: string): string {
    return this.spellings.get(action) ?? action;
  }

  private read(value: Json | undefined): void {
    if (Array.isArray(value)) for (const part of value as readonly Json[]) this.read(part);
    if (!isObject(value)) return;
    for (const action of [...listOf(value['Action']), ...listOf(value['NotAction'])]) {
      if (typeof action === 'string') this.spellings.set(action.toLowerCase(), action);
    }
    for (const part of Object.values(value)) this.read(part);
  }
}
