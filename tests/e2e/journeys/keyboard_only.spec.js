// The whole way without a mouse: the palette, J and K, Space for the source, Esc back.
import assert from 'node:assert/strict';
import { journey } from '../support/desk.js';

const focused = (page) => page.evaluate(() => document.activeElement?.outerHTML ?? '');

journey('everything is done from the keyboard', {}, async ({ page, call }) => {
  const today = await call('get_today');
  await call('create_briefing', { account: today.meetings[0].account, meeting: today.meetings[0].entry });
  await page.getByText('Pellworth').first().waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('pellworth');
  await page.getByRole('option', { name: 'Pellworth Mutual' }).waitFor();
  for (let turn = 0; turn < 12; turn += 1) {
    if (/Pellworth Mutual/.test(await page.locator('[role=option][aria-selected=true]').innerText())) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Briefing', exact: true }).waitFor();

  await page.keyboard.press('j');
  const first = await focused(page);
  assert.match(first, /data-move/, 'J moves to a statement');
  await page.keyboard.press('j');
  assert.notEqual(await focused(page), first, 'J moves on');
  await page.keyboard.press('k');
  assert.equal(await focused(page), first, 'K moves back');

  for (let turn = 0; turn < 20 && !/class="cite/.test(await focused(page)); turn += 1) await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await page.locator('aside.pane mark').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('aside.pane').waitFor({ state: 'detached' });

  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
