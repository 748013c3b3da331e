// Every view and state, in both sizes and at 200 % zoom, light and dark: no accessibility violation, nothing cut off at the side, and a picture.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { axeClean, finished, journey } from '../support/desk.js';

const pictures = resolve(dirname(fileURLToPath(import.meta.url)), '../results/look');
mkdirSync(pictures, { recursive: true });

/** A run of import with a file that cannot be read, for its list of reasons. */
async function failedImport(call, home) {
  const file = join(home, 'broken.docx');
  writeFileSync(file, 'PK\u0003\u0004 this is no archive');
  await finished(call, await call('start_import', { door: 'library', paths: [file], account: null }));
}

for (const [size, scale] of [[{ width: 1280, height: 800 }, 1], [{ width: 1920, height: 1080 }, 1], [{ width: 640, height: 400 }, 2]]) {
  for (const dark of [false, true]) {
    const name = `${scale === 2 ? 'zoom' : size.width}-${dark ? 'dark' : 'light'}`;
    journey(`every view at ${name}`, { size, scale, dark, refused: 1 }, async ({ page, call, home }) => {
      await failedImport(call, home);
      const { meetings } = await call('get_today');
      const { account, entry } = meetings[0];
      const briefing = await call('create_briefing', { account, meeting: entry });
      const { rows } = await call('list_documents');
      // A draft from the briefing, one that waits for the deal desk, and a reminder.
      const draft = await call('start_draft', { account, kind: 'follow-up', purpose: null, briefing: briefing.id, option: 0, meeting: null, template: null });
      const blank = await call('start_draft', { account, kind: 'follow-up', purpose: 'Ask about the number of seats', briefing: null, option: null, meeting: null, template: null });
      const body = 'Hello Ileana,\n\nThank you for the hour on Friday. Shall we talk about the discount and the liability clause?\n\nAll data is encrypted and uptime is guaranteed to be 100 %.';
      const talk = await call('save_draft', { draft: blank.id, base: blank.revision, recipients: blank.people.slice(0, 2), subject: 'Seats and terms', body, chips: [], showSources: false, criteria: null });
      await call('start_draft', { account, kind: 'reminder', purpose: null, briefing: null, option: null, meeting: entry, template: 'Meeting reminder' });
      const views = {
        today: '#/today',
        accounts: '#/accounts',
        briefing: `#/accounts/${account}/briefing/${briefing.id}`,
        objections: `#/accounts/${account}/objections`,
        'objection-card': `#/accounts/${account}/objections?q=${encodeURIComponent('Where is our data stored, and do you certify for HDS?')}`,
        timeline: `#/accounts/${account}/timeline`,
        people: `#/accounts/${account}/people`,
        deal: `#/accounts/${account}/deal`,
        commitments: `#/accounts/${account}/commitments`,
        library: '#/library',
        document: `#/library/${rows[0].id}`,
        search: '#/search?q=data%20residency',
        'search-none': '#/search?q=zzyzxqqj%20before:soon',
        'search-start': '#/search',
        'new-briefing': `#/accounts/${account}/briefing?meeting=${entry}`,
        error: '#/library/doc_that_is_not_there',
        imports: '#/imports',
        drafts: '#/drafts',
        draft: `#/drafts/${draft.id}`,
        'draft-findings': `#/drafts/${talk.id}`,
        questionnaires: '#/questionnaires',
        questionnaire: `#/questionnaires/${(await call('list_questionnaires', { account: null })).rows[0].id}`,
        reviews: '#/reviews',
        policy: '#/policy',
        'people-and-keys': '#/people',
        audit: '#/audit',
        settings: '#/settings',
      };
      const found = [];
      const look = async (view) => {
        await page.locator('[aria-busy=true], .ghost').first().waitFor({ state: 'detached' });
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ animations: 'disabled', path: join(pictures, `${view}-${name}.png`) });
        await axeClean(page, view).catch((error) => found.push(error.message));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) found.push(`${view} is ${wide} pixels too wide`);
        const column = await page.evaluate(() => {
          const read = document.querySelector('.page-col');
          return read ? read.clientWidth / read.parentElement.clientWidth : 1;
        });
        if (column < 0.3) found.push(`${view} is read in a column of ${Math.round(column * 100)} per cent`);
      };
      for (const [view, path] of Object.entries(views)) {
        await page.evaluate((to) => void (location.hash = to), path);
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await look(view);
        if (view === 'briefing') {
          await page.locator('main .cite').first().click();
          await page.locator('aside.pane mark').first().waitFor();
          await look('source');
        }
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      await look('palette');
      await page.keyboard.press('Escape');
      await page.getByRole('combobox').waitFor({ state: 'detached' });
      await page.locator('main h1').first().click();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await look('keys');
      await page.keyboard.press('Escape');

      await page.evaluate((to) => void (location.hash = to), '#/search?q=security%20overview%20data%20rests');
      await page.locator('.hit', { hasText: /document, .*page \d/ }).locator('[data-open]').first().click();
      await page.getByRole('button', { name: 'Pages' }).click();
      await page.locator('aside.pane canvas').first().waitFor();
      await look('pdf');

      await call('close_workspace');
      await page.reload();
      await page.getByRole('button', { name: 'New workspace…' }).waitFor();
      await look('start');
      await page.getByRole('button', { name: 'New workspace…' }).click();
      await look('new-workspace');
      assert.deepEqual(found, []);
    });
  }
}
