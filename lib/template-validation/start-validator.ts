import { setFlagsFromString } from 'node:v8';
import { CloudFormationValidatePlugin } from 'aws-cdk-lib';

/**
 * What the validator's memory grows to while it reads the schemas of all resource types. It grows by a page of 64 KiB
 * at a time, and V8 collects garbage whenever it has grown enough: hundreds of times, of everything that the app has
 * built. Memory that is asked for once and given back is there to be taken, and is not used before.
 */
const RESERVED_BYTES = 160 * 2 ** 20;

/** Up to so many templates it takes longer to compile the validator's code well than to run it as it is compiled first. */
export const FEW_TEMPLATES = 50;

/** The names are those that wasm-bindgen gives; where there are others, the validator starts as it would by itself. */
interface Allocator {
  readonly __wbindgen_malloc?: (bytes: number, alignment: number) => number;
  readonly __wbindgen_free?: (pointer: number, bytes: number, alignment: number) => void;
}

/** What the types of Node do not declare of it. https://webassembly.github.io/spec/js-api/#instances */
interface WebAssemblyNamespace {
  Instance: new (module: object, imports?: object) => { readonly exports: Allocator };
}

let validator: CloudFormationValidatePlugin | undefined;

/**
 * The CDK's validator of templates. It is one for the process, as the CDK has it: what it says depends on the templates
 * alone, and to read its schemas takes most of the time.
 * @param templates how many it is about to judge.
 */
export function startValidator(templates: number): CloudFormationValidatePlugin {
  validator ??= makeValidator(templates);
  return validator;
}

function makeValidator(templates: number): CloudFormationValidatePlugin {
  if (templates <= FEW_TEMPLATES) {
    setFlagsFromString('--no-wasm-tier-up');
    setFlagsFromString('--no-wasm-dynamic-tiering');
  }
  const made = new CloudFormationValidatePlugin();
  withMemoryReserved(() => made.version);
  return made;
}

/** Does something that loads the validator, so that it finds memory for its schemas. */
function withMemoryReserved(load: () => void): void {
  const { WebAssembly: namespace } = globalThis as unknown as { WebAssembly: WebAssemblyNamespace };
  const { Instance } = namespace;
  namespace.Instance = class extends Instance {
    constructor(module: object, imports?: object) {
      super(module, imports);
      const { __wbindgen_malloc: allocate, __wbindgen_free: free } = this.exports;
      if (allocate !== undefined && free !== undefined) free(allocate(RESERVED_BYTES, 1), RESERVED_BYTES, 1);
    }
  };
  try {
    load();
  } finally {
    namespace.Instance = Instance;
  }
}
