// From the sample to a workspace of one's own, and the first import in it: counts, cancel, and what could not be read.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeClean, journey } from '../support/desk.js';

/** The system's dialog, answered with these paths from now on. */
async function dialogPicks(page, paths) {
  await page.route('**/call/pick_files', (route) => route.fulfill({ json: { paths } }));
}

journey('the sample is left for a workspace, and a first import is cancelled', {}, async ({ page, home }) => {
  const mine = join(home, 'mine');
  const mails = join(home, 'mails');
  mkdirSync(mails);
  for (let at = 0; at < 1500; at += 1) {
    const mail = `From: Ada Field <ada@field.example>\r\nTo: me@ours.example\r\nSubject: Note ${at}\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nMessage-ID: <n${at}@field.example>\r\n\r\nThe board meets on day ${at}.\r\n`;
    writeFileSync(join(mails, `${at}.eml`), mail);
  }
  await page.getByRole('button', { name: 'Leave the sample…' }).click();
  await page.getByRole('button', { name: 'New workspace…' }).click();
  await axeClean(page, 'the form of a new workspace');
  await page.getByText('Still needed: a folder, a name, your name.').waitFor();
  await dialogPicks(page, [mine]);
  await page.getByRole('button', { name: 'Choose…' }).click();
  await page.getByLabel('Name of the workspace').fill('Mine');
  await page.getByLabel('Your name', { exact: true }).fill('Test Person');
  await page.getByLabel('Domains of your company').fill('ours.example');
  await page.keyboard.press('Enter');

  await page.getByRole('link', { name: 'Import a calendar…' }).click();
  await page.getByRole('heading', { name: 'Imports' }).waitFor();
  await dialogPicks(page, [mails]);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await page.getByRole('heading', { name: '1 file or folder to import' }).waitFor();
  await axeClean(page, 'an import about to start');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('progressbar', { name: /Importing/ }).waitFor();
  await page.getByText(/\d+ (of [\d,]+ files|files so far)/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled; what was read is kept').waitFor();
});

journey('files that cannot be read are listed with the reason', {}, async ({ page, home }) => {
  const broken = join(home, 'broken.docx');
  writeFileSync(broken, 'PK\u0003\u0004 this is no archive');
  const good = join(home, 'house-rules.md');
  writeFileSync(good, '# House rules\n\nThe door is closed at night.\n');
  await page.getByRole('link', { name: 'Imports' }).first().click();
  await page.getByRole('heading', { name: 'What was imported' }).waitFor();
  await dialogPicks(page, [broken, good]);
  await page.keyboard.press('o');
  await page.getByText('broken.docx, house-rules.md').waitFor();
  await page.getByRole('radio', { name: /Library documents/ }).check();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Done, 1 not read').waitFor();
  const line = page.locator('.reason', { hasText: 'broken.docx' });
  await line.waitFor();
  const reason = await line.locator('span').last().innerText();
  assert.ok(reason.length > 10, 'the reason is said in words');
  await axeClean(page, 'an import with a failed file');
});
