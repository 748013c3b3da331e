// A person holds statements against their sources, says what is wrong, and sees what two kept briefings say differently.
import assert from 'node:assert/strict';
import { axeClean, journey } from '../support/desk.js';

journey('a statement is marked as wrong, the mark is kept and listed, and can be taken back', {}, async ({ page, call, url }) => {
  const { account, entry } = (await call('get_today')).meetings[0];
  const made = await call('create_briefing', { account, meeting: entry });
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/accounts/${account}/briefing/${made.id}`);
  const statement = page.locator('main .st').first();
  await statement.waitFor();
  await statement.focus();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Check a statement' });
  await dialog.getByText('Say what is wrong with it.').waitFor();
  await axeClean(page, 'the form of a check');
  await dialog.getByLabel('What is wrong with it').fill('She left in October');
  await dialog.getByRole('button', { name: 'Mark as wrong' }).click();
  await dialog.waitFor({ state: 'detached' });
  await statement.getByText('Wrong: She left in October').waitFor();
  const [miss, ...more] = await call('list_misses');
  assert.deepEqual([miss.briefing, miss.check.note, miss.check.by, more.length], [made.id, 'She left in October', 'Mara Ellvik', 0]);
  assert.ok((await statement.innerText()).includes(miss.check.words.slice(0, 20)), 'the list names the statement');
  assert.ok(miss.passages.length > 0, 'and what it rests on');

  await page.reload();
  await statement.getByRole('button', { name: /^Wrong: She left in October/ }).click();
  await dialog.getByRole('button', { name: 'It is right: mark as checked' }).click();
  await statement.getByText('Checked', { exact: true }).waitFor();
  assert.deepEqual(await call('list_misses'), []);
  await statement.getByRole('button', { name: /^Checked, by Mara Ellvik/ }).click();
  await dialog.getByRole('button', { name: 'Take the mark back' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual((await call('get_briefing', { briefing: made.id })).checks, []);
});

journey('two kept briefings are compared', {}, async ({ page, call, url }) => {
  const { account, entry } = (await call('get_today')).meetings[0];
  const made = await call('create_briefing', { account, meeting: entry });
  // Another meeting has other people in the room.
  const { rows } = await call('get_timeline', { account, kinds: ['meeting'], offset: 0, limit: 50 });
  const other = await call('create_briefing', { account, meeting: rows.find((row) => !row.cancelled && row.entry !== entry).entry });
  assert.notEqual(made.id, other.id);
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/accounts/${account}/briefing/${made.id}`);
  await page.getByLabel('Compare with').selectOption(other.id);
  const compared = page.getByRole('region', { name: /^Compared with the briefing of/ });
  const told = await compared.getByRole('status').innerText();
  const listed = await compared.getByRole('listitem').count();
  assert.ok(listed > 0, told);
  assert.equal(listed, told.match(/\d+/g).map(Number).reduce((sum, one) => sum + one, 0), told);
  await axeClean(page, 'two briefings compared');
});
