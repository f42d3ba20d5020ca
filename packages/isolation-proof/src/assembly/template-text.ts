import type { Json } from '../templates/json';
import type { UnreadStack } from './read-stack';

/** A template as it was written, with the name of its stack and where it is deployed to. */
export interface TemplateText extends Omit<UnreadStack, 'template'> {
  readonly text: string;
  /**
   * Reads such a text.
   * @throws UndecidedError if it is no JSON, or JSON that can be read in two ways
   */
  readonly parse: (text: string) => Json;
}
