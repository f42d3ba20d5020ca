import eslint from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** The layers of the house from top to bottom: a folder imports only from folders below it. */
const layers = ['bin', 'tools', 'lib', 'constructs', 'policies', 'packages', 'config'];

const arrowsPointDown = layers.map((layer, depth) => ({
  files: [`${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...layers.slice(0, depth).map((above) => ({
            group: [`**/${above}/*`, `**/${above}/**`],
            message: `${layer}/ may not import from ${above}/: arrows point down only.`,
          })),
          ...(layer === 'policies'
            ? [
                {
                  group: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', '@aws-sdk/*'],
                  message: 'policies/ are pure.',
                },
              ]
            : []),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['cdk.out*/**', 'coverage/**', 'dist/**', '.venv/**', 'node_modules/**'] },
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
  ...arrowsPointDown,
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
    files: ['**/*.js'],
    languageOptions: {
      globals: { __dirname: 'readonly', module: 'writable', process: 'readonly', require: 'readonly' },
    },
  },
);
