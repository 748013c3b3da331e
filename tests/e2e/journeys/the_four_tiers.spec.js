// What sign_a_draft leaves open of the tiers: who may not sign is told so in words beside the button, the palette changes
// who works at this desk, and a tier that closes under a draft takes the button away and says why.
import assert from 'node:assert/strict';
import { go, journey } from '../support/desk.js';

const order = (account, more) => ({ account, kind: 'follow-up', purpose: 'Say thank you', briefing: null, option: null, meeting: null, template: null, ...more });

async function plain(call) {
  const [account] = await call('list_accounts', { filter: 'Orrin' });
  const blank = await call('start_draft', order(account.id));
  const domain = blank.people[0].email.split('@')[1];
  const body = 'Hello everyone,\n\nThank you for the hour on Friday. I look forward to our next talk.';
  return call('save_draft', { draft: blank.id, base: blank.revision, recipients: [{ name: null, email: `team@${domain}` }], subject: 'Friday', body, chips: [], showSources: false, criteria: null });
}

/** As a person does it: the palette, the place, the person. */
async function workAs(page, name) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Command/ }).fill('work as');
  await page.getByRole('option', { name: /Work as another person/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Work as ${name}` }).click();
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).waitFor();
}

journey('draft-only is for its owner alone, and the palette changes who is here', {}, async ({ page, call }) => {
  const draft = await plain(call);
  await go(page, `#/drafts/${draft.id}`);
  const gate = page.getByRole('region', { name: 'Gate' });
  const sign = gate.getByRole('button', { name: 'Sign off…' });
  await gate.getByText(/Draft-only/).first().waitFor();
  assert.equal(await sign.getAttribute('aria-disabled'), 'false');
  await workAs(page, 'Joren Tavick');
  await go(page, `#/drafts/${draft.id}`);
  await gate.getByText(/Draft-only/).first().waitFor();
  const refused = await call('get_draft', { draft: draft.id });
  assert.equal(refused.gate.approve.may, false);
  await gate.getByText(refused.gate.approve.whyNot).first().waitFor();
  assert.equal(await sign.getAttribute('aria-disabled'), 'true');
  await sign.click({ force: true });
  assert.equal(await page.getByRole('dialog').count(), 0, 'a button that is off opens nothing');
});

journey('a policy that closes under a draft takes its button away and says why', {}, async ({ page, call }) => {
  const draft = await plain(call);
  await go(page, `#/drafts/${draft.id}`);
  const gate = page.getByRole('region', { name: 'Gate' });
  await gate.getByRole('button', { name: 'Sign off…' }).waitFor();
  await workAs(page, 'Signe Aldahl');
  const { text } = await call('get_policy');
  await call('adopt_policy', { text: text.replace('[[rule]]', '[[rule]]\nname = "Nothing for this account"\nwhen = { accounts = ["Orrin Vale Logistics"] }\ntier = "read-only"\n\n[[rule]]') });
  await workAs(page, 'Mara Ellvik');
  await go(page, `#/drafts/${draft.id}`);
  await gate.getByText(/Read-only/).first().waitFor();
  await gate.getByText(/Nothing for this account/).first().waitFor();
  assert.equal(await gate.getByRole('button', { name: 'Sign off…' }).count(), 0);
  assert.equal((await call('get_draft', { draft: draft.id })).gate.release.may, false);
});
