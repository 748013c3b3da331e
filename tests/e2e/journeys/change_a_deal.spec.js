// A change of a deal as a person asks for it: what changes, each exit criterion with its evidence or an empty slot, a
// signature of the role that policy names, and a file for the CRM. And what was agreed with the account.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeClean, go, journey, PASSPHRASE, workAs } from '../support/desk.js';

journey('a change of stage and close date leaves with evidence, signed by the sales manager, as a CRM file', {}, async ({ page, call, home }) => {
  const [account] = await call('list_accounts', { filter: 'Pellworth' });
  const { opportunities } = await call('get_deal', { account: account.id });
  const deal = opportunities.find((one) => !one.closed);
  await go(page, `#/accounts/${account.id}/deal`);
  await page.getByRole('button', { name: `Ask for a change of ${deal.name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Change at least one of them.').waitFor();
  await dialog.getByLabel('Stage').fill('Negotiation');
  await dialog.getByLabel('Close date').fill('2027-01-29');
  await dialog.getByRole('button', { name: 'Start the request' }).click();

  const gate = page.getByRole('region', { name: 'Gate' });
  await gate.getByText(/Manager-approved/).first().waitFor();
  const criteria = page.getByRole('list', { name: 'Exit criteria and their evidence' }).getByRole('listitem');
  assert.equal(await criteria.count(), 2, 'both criteria of the stage that it leaves');
  assert.equal(await page.getByText('No evidence yet').count(), 2);

  // Evidence under the second criterion, in the words of the history; the first stays an honest empty slot.
  await criteria.nth(1).getByRole('button', { name: 'Add evidence…' }).click();
  await page.getByRole('combobox', { name: 'Words of the source' }).fill('procurement is done from my side');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Cite it' }).click();
  await criteria.nth(1).getByRole('button', { name: /^Evidence 1/ }).waitFor();
  assert.equal(await page.getByText('No evidence yet').count(), 1);
  await criteria.nth(1).getByRole('button', { name: /^Evidence 1/ }).click();
  await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
  await page.keyboard.press('Escape');
  await axeClean(page, 'a change of a deal');

  await gate.getByRole('button', { name: 'Hand to review…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand to review' }).click();
  await gate.getByText(/cannot sign it off/).first().waitFor();
  assert.equal(await gate.getByRole('button', { name: 'Sign off…' }).getAttribute('aria-disabled'), 'true');

  const id = page.url().split('/').at(-1);
  const asked = await call('get_draft', { draft: id });
  assert.deepEqual(asked.gate.asked.map((role) => role.toLowerCase()), ['sales manager']);
  const { members } = await call('get_team');
  const manager = members.find(({ role }) => role === 'sales-manager');
  const desk = members.find(({ role }) => role === 'deal-desk');

  // Another role may not, the sales manager may.
  await workAs(page, desk.name);
  await go(page, `#/reviews/${id}`);
  await gate.getByText(/sales manager/).first().waitFor();
  assert.equal(await gate.getByRole('button', { name: 'Sign off…' }).getAttribute('aria-disabled'), 'true');
  await workAs(page, manager.name);
  await go(page, `#/reviews/${id}`);
  // Who signs sees what is asked for and which criterion nobody proved.
  await page.getByRole('list', { name: 'Exit criteria and their evidence' }).getByText('No evidence').waitFor();
  await page.locator('.change').getByText('Negotiation').waitFor();
  await gate.getByRole('button', { name: 'Sign off…' }).click();
  await page.getByRole('dialog').getByLabel('Passphrase of your key').fill(PASSPHRASE);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign off with my key' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const path = join(home, 'change.csv');
  await page.route('**/call/save_file', (route) => route.fulfill({ json: { path } }));
  await go(page, `#/drafts/${id}`);
  await page.getByRole('button', { name: 'Copy, export…' }).click();
  assert.equal(await page.getByRole('dialog').getByRole('listitem').count(), 1, 'a change leaves as the CRM file and in no other way');
  await page.getByRole('button', { name: 'Export: CRM change file (.csv)' }).click();
  await page.getByText(`Written to ${path}.`).waitFor();
  const file = readFileSync(path, 'utf8');
  assert.match(file, /Negotiation/);
  assert.match(file, /2027-01-29/);
});

journey('what was agreed with an account is recorded, and decides what may be cited to it', {}, async ({ page, call }) => {
  const [account] = await call('list_accounts', { filter: 'Orrin' });
  await go(page, `#/accounts/${account.id}/deal`);
  const terms = page.getByRole('region', { name: 'Agreed with this account' });
  await terms.getByText(/on file today/i).waitFor();
  const before = await call('get_terms', { account: account.id });
  if (!before.mayRecord) {
    assert.equal(await terms.getByRole('button', { name: 'Change…' }).getAttribute('aria-disabled'), 'true');
    await terms.getByText(before.whyNot).waitFor();
    const { members } = await call('get_team');
    await workAs(page, members.find(({ role }) => role === 'sales-manager').name);
    await go(page, `#/accounts/${account.id}/deal`);
  }
  await terms.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Until').fill('2026-01-01');
  await dialog.getByLabel('Non-disclosure agreement from').fill('2026-05-01');
  await dialog.getByText('It would end before it begins.').waitFor();
  await dialog.getByLabel('Until').fill('2028-05-01');
  await dialog.getByLabel('A strategic account').check();
  await dialog.getByRole('button', { name: 'Record' }).click();
  await dialog.waitFor({ state: 'detached' });
  await terms.getByText('On file today').waitFor();
  const after = await call('get_terms', { account: account.id });
  assert.deepEqual([after.nda, after.ndaFrom, after.ndaUntil, after.strategic], [true, '2026-05-01', '2028-05-01', true]);
  const { rows } = await call('list_audit', { person: null, subject: null, act: null, offset: 0, limit: 3 });
  assert.match(rows[0].subjectWords, /Orrin/, `the newest of the log is the agreement, not ${rows[0].actWords}`);
});
