import eslint from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** What is told apart by its name, as a variable or as a property. */
const NAME = '/^(slug|orgSlug|displayName)$/';
const named = (place) => [`[${place}.name=${NAME}]`, `[${place}.property.name=${NAME}]`];

/** Code that asks what a name of an organization is, where it may only be put into other names: decision 50. */
const ASKS_FOR_NAME = [
  ...named('left').map((of) => `BinaryExpression[operator=/^([!=]==?|[<>]=?)$/]${of}`),
  ...named('right').map((of) => `BinaryExpression[operator=/^([!=]==?|[<>]=?)$/]${of}`),
  ...named('discriminant').map((of) => `SwitchStatement${of}`),
  ...named('callee.object').map((of) => `CallExpression${of}`),
  ...named('object').map((of) => `MemberExpression${of}[property.name='length']`),
  `CallExpression[callee.property.name=/^(includes|test|has|get|match|indexOf)$/] > .arguments[name=${NAME}]`,
  `CallExpression[callee.property.name=/^(includes|test|has|get|match|indexOf)$/] > .arguments[property.name=${NAME}]`,
];

export default tseslint.config(
  { ignores: ['.cache/**', 'cdk.out*/**', 'coverage/**', '**/dist/**', '**/.venv/**', 'node_modules/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Constructs are created for their effect on the tree.
      'no-new': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `process.env['X']` and index signatures are clearer in brackets, and the compiler asks for them.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    files: ['lib/stacks/**/*.ts', 'constructs/**/*.ts', 'policies/**/*.ts'],
    // The form itself, and the description, which is no part of it.
    ignores: ['lib/stacks/forms/**', 'lib/stacks/stack-description.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...ASKS_FOR_NAME.map((selector) => ({
          selector,
          message:
            'Organizations of one form are written from one template: nothing may depend on what a slug or a name is.',
        })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'fc.assert', '**.hasResource', '**.hasResourceProperties'] },
      ],
    },
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: {
      globals: {
        __dirname: 'readonly',
        __filename: 'readonly',
        console: 'readonly',
        exports: 'readonly',
        module: 'writable',
        process: 'readonly',
        require: 'readonly',
        setImmediate: 'readonly',
      },
    },
  },
);
