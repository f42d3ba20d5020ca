import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditTexts } from './audit-texts';

const FILE = join(__dirname, '..', '..', '..', 'emulator', 'tests', 'audit-texts.json');

/** `UPDATE_AUDIT_TEXTS=1 npx jest test/constructs/audit/audit-texts.test.ts` writes the file anew. */
test("the local account's tests run the texts that the platform generates", () => {
  const generated = `${JSON.stringify(auditTexts(), null, 2)}\n`;
  if (process.env['UPDATE_AUDIT_TEXTS'] !== undefined) writeFileSync(FILE, generated);
  expect(readFileSync(FILE, 'utf8')).toBe(generated);
});
