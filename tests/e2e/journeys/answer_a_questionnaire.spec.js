// A buyer's workbook in the window: read row by row, corrected, handed to review, signed by somebody else, filled in.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { axeClean, go, journey, PASSPHRASE, workAs } from '../support/desk.js';

journey('a workbook is answered from its documents, signed by security and filled in', {}, async ({ page, call, home }) => {
  await workAs(page, 'Davit Malhan');
  await page.getByRole('link', { name: 'Questionnaires' }).click();
  await page.getByRole('link', { name: 'Pellworth supplier assurance 2026.xlsx' }).click();
  const rows = page.getByRole('region', { name: 'Rows' });
  await rows.getByRole('button', { name: /Do you support single sign-on with SAML 2.0/ }).waitFor();
  await axeClean(page, 'questionnaire');

  // The evidence opens on the exact words.
  await rows.getByRole('button', { name: /^Source 1: Integration guide/ }).first().click();
  await page.locator('aside.pane mark').first().waitFor();
  await page.keyboard.press('Escape');

  // A row opens with the keyboard; its text is changed, and the change is a revision of its own.
  await rows.getByRole('button', { name: /Where are backups stored/ }).click();
  const text = page.getByLabel('Text; [^1] stands for source 1');
  const before = await text.inputValue();
  assert.match(before, /Dublin/);
  await text.fill(before.replace('Encrypted backups rest', 'All encrypted backups rest'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await rows.getByText('All encrypted backups rest').first().waitFor();
  await text.fill(before);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await rows.getByText('All encrypted backups rest').first().waitFor({ state: 'detached' });

  // What no document says is routed, with the role that has to answer.
  await page.getByRole('button', { name: /^No source/ }).click();
  await rows.getByRole('button', { name: /bug bounty/ }).click();
  await rows.getByText(/speaks of “programme”/).waitFor();
  await page.getByRole('button', { name: 'Route…' }).click();
  const route = page.getByRole('dialog');
  await route.getByLabel('Who has to answer').selectOption('legal');
  await route.getByRole('button', { name: 'Who answers' }).click();
  await rows.getByText('Legal').first().waitFor();
  await page.getByRole('button', { name: /^All/ }).click();

  await page.getByRole('region', { name: 'The way back' }).getByRole('button', { name: /Hand \d+ rows to review/ }).click();
  await page.getByText(/rows handed to review/).waitFor();
  // Whoever wrote the answers does not sign them.
  assert.equal(await page.getByRole('button', { name: 'Approve by shared evidence…' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Fill the buyer’s file…' }).getAttribute('aria-disabled'), 'true');

  await workAs(page, 'Runa Hestvik');
  await page.getByRole('link', { name: 'Questionnaires' }).click();
  await page.getByText(/rows wait for you/).waitFor();
  await page.getByRole('link', { name: 'Pellworth supplier assurance 2026.xlsx' }).click();
  await page.getByRole('button', { name: 'Approve by shared evidence…' }).click();
  const sign = page.getByRole('dialog');
  await sign.getByText(/Rows that rest on the same passages/).waitFor();
  await axeClean(page, 'approve by shared evidence');
  const passphrase = sign.getByLabel('Passphrase of your key');
  if (await passphrase.count()) await passphrase.fill(PASSPHRASE);
  await sign.getByRole('button', { name: /Sign off \d+ rows with my key/ }).click();
  await page.getByText(/\d+ rows signed off/).first().waitFor();

  const [head] = (await call('list_questionnaires', { account: null })).rows;
  assert.ok(head.counts.signed >= 6, `${head.counts.signed} rows are signed`);
  const path = join(home, 'answered.xlsx');
  const given = await call('return_questionnaire', { questionnaire: head.id, path, partial: true });
  assert.equal(given.filled.length, head.counts.signed);
  assert.ok(given.parts.every((part) => part.identical || part.name.startsWith('xl/worksheets/')));
  assert.ok(statSync(path).size > 2000);

  await go(page, '#/questionnaires/answers');
  await page.getByRole('link', { name: /Do you support single sign-on with SAML 2.0/ }).waitFor();
  await axeClean(page, 'signed answers');
});

journey('the columns are shown as they were found and can be corrected', {}, async ({ page }) => {
  await page.getByRole('link', { name: 'Questionnaires' }).click();
  await page.getByRole('link', { name: 'Pellworth supplier assurance 2026.xlsx' }).click();
  await page.getByRole('button', { name: 'Columns as found' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Lists, hidden' }).waitFor();
  await axeClean(page, 'columns');
  await dialog.getByRole('button', { name: 'Correct…' }).last().click();
  await dialog.getByLabel('Nothing is asked on this sheet').check();
  await dialog.getByRole('button', { name: 'Correct for every file of this form' }).click();
  await page.keyboard.press('Escape');
  await page.getByText('28 questions').waitFor();
});
