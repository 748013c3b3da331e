// What no account fits is placed by hand, leaves the list, and stands on the account's timeline.
import assert from 'node:assert/strict';
import { journey } from '../support/desk.js';

journey('an unattached entry is placed by hand', {}, async ({ page, call }) => {
  const before = await call('list_unattached', { offset: 0, limit: 50 });
  assert.ok(before.total >= 3);
  const note = before.rows.find((row) => row.kind === 'note');
  const accounts = await call('list_accounts', { filter: 'Pellworth' });
  await page.getByRole('link', { name: 'Imports' }).first().click();
  await page.getByRole('heading', { name: 'Waiting for a place' }).waitFor();
  await page.getByLabel(`Account for “${note.title}”`).selectOption(accounts[0].id);
  await page.getByLabel(`Account for “${note.title}”`).waitFor({ state: 'detached' });
  const after = await call('list_unattached', { offset: 0, limit: 50 });
  assert.equal(after.total, before.total - 1);
  const timeline = await call('get_timeline', { account: accounts[0].id, kinds: ['note'], offset: 0, limit: 100 });
  assert.ok(timeline.rows.some((row) => row.entry === note.entry));
});
