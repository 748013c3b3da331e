// A document comes in, waits in quarantine, and is in force once a person has sanctioned it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished, journey } from '../support/desk.js';

journey('a new document waits in quarantine until it is sanctioned', {}, async ({ page, call, home }) => {
  const file = join(home, 'wombat-policy.md');
  writeFileSync(file, '# Wombat policy\n\nThe wombat is fed twice a day.\n');
  // A rep may not release a document; security may.
  await call('switch_person', { person: 'Runa Hestvik' });
  const run = await finished(call, await call('start_import', { door: 'library', paths: [file], account: null }));
  assert.deepEqual([run.documents, run.failed], [1, []]);

  await page.getByRole('link', { name: 'Library' }).first().click();
  const row = page.getByRole('row', { name: /Wombat policy/ });
  await row.waitFor();
  assert.match(await row.innerText(), /quarantine/i);
  await row.getByRole('button').click();
  await page.getByRole('button', { name: 'Sanction…' }).click();
  await page.getByLabel('Owner').fill('Care team');
  await page.getByLabel('Until').fill('2027-12-31');
  await page.getByRole('button', { name: 'Sanction', exact: true }).click();
  await page.getByRole('complementary', { name: 'Document' }).getByText(/Runa Hestvik/).waitFor();

  const library = await call('list_documents');
  const kept = library.rows.find((one) => one.title === 'Wombat policy');
  assert.deepEqual([kept.force, kept.owner, kept.expires], ['in_force', 'Care team', '2027-12-31']);
});

journey('a file that cannot be read is listed with its reason', {}, async ({ page, call, home }) => {
  const file = join(home, 'broken.docx');
  writeFileSync(file, 'PK\u0003\u0004 this is no archive');
  await finished(call, await call('start_import', { door: 'library', paths: [file], account: null }));
  await page.getByRole('link', { name: 'Imports' }).first().click();
  await page.getByText('1 file not read').first().waitFor();
  await page.locator('.reason', { hasText: 'broken.docx' }).first().waitFor();
});
