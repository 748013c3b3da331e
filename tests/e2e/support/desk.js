// A desk for one journey: the real Rust behind the bridge, with a folder of its own, and a page in Chromium.
// On failure the picture, the console and the core's words are kept under the journey's name in results/.
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../..');
const bridgeBinary = process.env.BRIDGE_BIN ?? join(root, 'target/debug/bridge');
const browserBinary = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function startBridge(home) {
  const child = spawn(bridgeBinary, ['--home', home, '--ui', join(root, 'ui/dist')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes) => (said += bytes));
  const url = await new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error(`the bridge did not start: ${said}`)), 20_000);
    child.stdout.on('data', (bytes) => {
      const found = /listening on (\S+)/.exec(String(bytes));
      if (found) {
        clearTimeout(late);
        done(found[1]);
      }
    });
    child.on('exit', (code) => failed(new Error(`the bridge ended with ${code}: ${said}`)));
  });
  return { url, child, words: () => said };
}

/** Runs one journey on a desk of its own; `refused` is how many requests it means to be refused. */
export function journey(name, { sample = true, size = { width: 1280, height: 800 }, scale = 1, dark = false, refused = 0 } = {}, walk) {
  test(name, { timeout: 120_000 }, async () => {
    const home = mkdtempSync(join(tmpdir(), 'countersign-journey-'));
    const bridge = await startBridge(home);
    const browser = await chromium.launch({
      executablePath: browserBinary,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale, colorScheme: dark ? 'dark' : 'light' });
    page.setDefaultTimeout(15_000);
    const console_ = [];
    page.on('console', (line) => console_.push(`${line.type()}: ${line.text()}`));
    page.on('pageerror', (error) => console_.push(`pageerror: ${error.message}`));
    const call = async (command, payload = {}) => {
      const answer = await fetch(`${bridge.url}/call/${command}`, { method: 'POST', body: JSON.stringify(payload) });
      const body = await answer.json();
      if (!answer.ok) throw Object.assign(new Error(body.message), body);
      return body;
    };
    try {
      if (sample) await call('open_sample');
      await page.goto(`${bridge.url}/?bridge=${encodeURIComponent(bridge.url)}`);
      await walk({ page, call, home, url: bridge.url });
      const broken = console_.filter((line) => line.startsWith('pageerror') || line.startsWith('error'));
      const meant = broken.filter((line) => /server responded with a status of 4\d\d/.test(line)).slice(0, refused);
      assert.deepEqual(broken.filter((line) => !meant.includes(line)), [], 'the page logged errors');
    } catch (error) {
      const folder = resolve(here, '../results');
      mkdirSync(folder, { recursive: true });
      const stem = join(folder, name.replaceAll(/[^a-z0-9]+/gi, '-'));
      await page.screenshot({ path: `${stem}.png` }).catch(() => {});
      writeFileSync(`${stem}.log`, `${error.stack}\n\n${console_.join('\n')}\n\n${bridge.words()}`);
      throw error;
    } finally {
      await browser.close();
      bridge.child.kill();
      rmSync(home, { recursive: true, force: true });
    }
  });
}

/** The passphrase of every key in the sample. */
export const PASSPHRASE = 'northmoor sample key';
/** To another view, as its link would. */
export const go = (page, path) => page.evaluate((to) => void (location.hash = to), path);
/** The next act is this person's. */
export async function workAs(page, name) {
  await go(page, '#/people');
  await page.getByRole('button', { name: `Work as ${name}` }).click();
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).waitFor();
}

/** Fails with the rule and the element when axe finds a violation. */
export async function axeClean(page, view) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const report = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return report.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`);
  });
  assert.deepEqual(found, [], `${view} has accessibility violations`);
}

/** Waits for a run of import to end. */
export async function finished(call, run) {
  for (let turn = 0; turn < 200; turn += 1) {
    const now = await call('get_import', { import: run.id });
    if (!now.running) return now;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the import did not end');
}
