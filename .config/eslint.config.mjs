/** What the type checker does not see. Layout is prettier's; the arrows between folders are held here and by `test/imports.test.ts`. */
import { fileURLToPath } from 'node:url'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import ts from 'typescript-eslint'

const root = fileURLToPath(new URL('..', import.meta.url))

const forbid = (files, group, message, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
})

export default ts.config(
  {
    ignores: ['dist/**', 'release/**', 'test-results/**', 'node_modules/**', '**/.vite-temp/**'],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
    },
  },
  {
    // Bundler settings belong to no project of `tsc -b`.
    files: ['**/vite.config.ts'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false, project: null } },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // The screens must not build markup from texts.
      'no-restricted-syntax': [
        'error',
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'Names may hold "<".' },
      ],
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  forbid(
    ['shared/**/*.ts'],
    ['node:*', 'electron', '**/main/**', '**/renderer/**', 'react*', 'knex', 'sqlite3'],
    'shared is pure TypeScript.',
  ),
  forbid(
    ['main/db/**/*.ts'],
    ['electron', 'node:http', '**/core/**', '**/web/**', '**/electron/**', '**/cli/**', '**/renderer/**'],
    'main/db knows shared and the database only.',
  ),
  forbid(
    ['main/core/**/*.ts'],
    [
      'electron',
      'node:http',
      'node:https',
      'playwright*',
      'sqlite3',
      '**/web/**',
      '**/electron/**',
      '**/cli/**',
      '**/renderer/**',
    ],
    'main/core knows no shell.',
  ),
  forbid(
    ['main/**/*.ts'],
    ['electron', '**/renderer/**'],
    'Only main/electron imports electron; nothing in main imports renderer.',
    ['main/core/**', 'main/db/**', 'main/electron/**'],
  ),
  forbid(
    ['renderer/**/*.{ts,tsx}'],
    ['node:*', 'electron', '**/main/**', 'knex', 'sqlite3'],
    'The screens talk to the core through the contract.',
    ['renderer/vite.config.ts'],
  ),
)
