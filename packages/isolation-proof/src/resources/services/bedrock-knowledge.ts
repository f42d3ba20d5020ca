import type { Flow } from '../described-flow';

/** The service that acts under roles of agents, flows and knowledge bases. */
export const BEDROCK = 'bedrock.amazonaws.com';

/** Rules for answers of models. */
export function guardrailAt(property: string): Flow {
  return { property, form: 'ref', data: 'rules for answers', whole: 'shared' };
}

/** Documents that a model is shown. */
export function knowledgeAt(property: string): Flow {
  return { property, form: 'ref', data: 'knowledge', whole: 'shared' };
}
