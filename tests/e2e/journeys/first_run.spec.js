// A person who has never seen the app: the start view, the sample, and Today with its first meeting.
import assert from 'node:assert/strict';
import { axeClean, journey } from '../support/desk.js';

journey('first run opens the sample and shows the first meeting', { sample: false }, async ({ page }) => {
  await page.getByRole('heading', { name: /every sentence opens on its source/i }).waitFor();
  await axeClean(page, 'the start view');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('Pellworth').first().waitFor({ timeout: 60_000 });
  assert.match(page.url(), /#\/today$/);
  await page.getByRole('heading', { name: 'Meetings' }).waitFor();
});

journey('a new workspace starts empty and says where meetings come from', { sample: false }, async ({ page, call, home }) => {
  await call('create_workspace', { path: `${home}/mine`, name: 'Mine', person: 'Test Person', email: null, ourDomains: [] });
  await page.reload();
  await page.getByText('Meetings come from calendar files').waitFor();
});
