import { createRequire } from 'node:module';

type Validate = (
  this: object,
  template: { readonly content: string | Uint8Array },
  config?: object,
) => unknown;

interface ValidationModule {
  readonly CompositeEngine: { readonly prototype: { validateTemplate: Validate } };
}

/** As the CDK loads it. */
const requireOfCdk = createRequire(require.resolve('aws-cdk-lib/package.json'));
const { CompositeEngine } = requireOfCdk('@aws/cloudformation-validate') as ValidationModule;

/** Judgments of the CDK's validator that are remembered. */
export interface Judgments {
  /** How many were made, and not taken from memory. */
  readonly judged: number;
  forget(): void;
  /** Has the validator judge every time again. */
  restore(): void;
}

/**
 * Lets each engine of the CDK's validator judge a text once. It judges one template at a time and keeps nothing of it,
 * so that of the same text with the same settings it says the same again. The name of the template's file, which it is
 * given as well, is for messages that the CDK's plugin does not take.
 */
export function rememberJudgments(): Judgments {
  let ofEngines = new WeakMap<object, Map<string, unknown>>();
  let judged = 0;
  const { validateTemplate } = CompositeEngine.prototype;
  CompositeEngine.prototype.validateTemplate = function (template, config) {
    const known = ofEngines.get(this) ?? new Map<string, unknown>();
    ofEngines.set(this, known);
    const key = `${JSON.stringify(config)}\n${String(template.content)}`;
    if (!known.has(key)) {
      judged += 1;
      known.set(key, validateTemplate.call(this, template, config));
    }
    return known.get(key);
  };
  return {
    get judged() {
      return judged;
    },
    forget() {
      ofEngines = new WeakMap();
    },
    restore() {
      CompositeEngine.prototype.validateTemplate = validateTemplate;
    },
  };
}
