// The page: which world, its clock, which view, and the beat at which all is read anew.

import { make } from './dom.js';
import { Outdated, Unreachable, choose, mock, server, worldName } from './mock.js';
import { contracts } from './view_contracts.js';
import { credentials } from './view_credentials.js';
import { records } from './view_records.js';
import { requests } from './view_requests.js';
import { rules } from './view_rules.js';
import { waiters } from './view_waiters.js';
import { webhooks } from './view_webhooks.js';
import { worlds } from './view_worlds.js';

const VIEWS = [requests, records, contracts, rules, webhooks, waiters, credentials, worlds];
const BEAT = 1000;
const REST = 4; // a beat that takes long to answer is followed by a rest as many times as long

const byId = (id) => document.getElementById(id);
let view = null;
let timer = null;
let beats = 0;
let refusal = ''; // of what was done last, until something else is done

/** Read everything anew now; views call this after they changed something. */
async function refresh() {
  clearTimeout(timer);
  const beat = (beats += 1);
  const began = performance.now();
  try {
    await readAll();
    say('');
  } catch (error) {
    if (!(error instanceof Outdated)) say(error.message);
    if (!(error instanceof Outdated || error instanceof Unreachable)) console.error(error);
  }
  const took = performance.now() - began;
  if (beat === beats && !document.hidden) timer = setTimeout(refresh, Math.max(BEAT, REST * took));
}

async function readAll() {
  const found = (await server.worlds()).worlds;
  let world = found.find((each) => each.name === worldName());
  if (world === undefined) {
    world = found.find((each) => each.name === 'default');
    choose(world.name); // the one that was chosen is gone; to ask for it would make it anew
    open();
  }
  showWorlds(found, world);
  await view.update(world, found);
}

function showWorlds(found, world) {
  const select = byId('world');
  const names = found.map((each) => each.name);
  if (select.shown !== names.join('\n')) {
    select.shown = names.join('\n');
    select.replaceChildren(...names.map((name) => make('option', { value: name }, name)));
  }
  select.value = world.name;
  const { kind, speed, now } = world.clock;
  byId('clock-kind').textContent = speed === 1 ? kind : `${kind} × ${speed}`;
  byId('now').dateTime = now;
  byId('now').textContent = shown(now);
  for (const link of byId('views').children) {
    const [badge, text] = [link.lastElementChild, String(link.count(world, found) || '')];
    if (badge.textContent === text) continue;
    badge.textContent = text;
    badge.hidden = !text;
    reveal();
  }
}

/** On a narrow screen the current view's link may be out of sight. */
function reveal() {
  const link = byId('views').querySelector('[aria-current]');
  const { offsetLeft, offsetWidth, parentElement: row } = link;
  row.scrollLeft = offsetLeft + offsetWidth / 2 - row.clientWidth / 2;
}

/** A moment as the control plane writes it, to the tenth of a second. */
function shown(now) {
  const [, day, time, fraction = '0'] = /^(.+)T([^.]+?)(?:\.(\d+))?Z$/.exec(now);
  return `${day} ${time}.${fraction[0]}`;
}

/** Shows the view that the address names, empty as yet. */
function open() {
  refusal = '';
  const name = location.hash.slice(1);
  view = VIEWS.find((each) => each.name === name) ?? VIEWS[0];
  for (const link of byId('views').children) {
    if (link.hash !== `#${view.name}`) link.removeAttribute('aria-current');
    else {
      link.setAttribute('aria-current', 'page');
      reveal();
    }
  }
  document.title = `${view.title} · taskpact mock`;
  byId('view').replaceChildren(...[view.open({ refresh, select, attempt })].flat());
}

/** Look at another world. */
function select(name) {
  choose(name);
  open();
  return refresh();
}

/** Do something that may be refused, say so if it is, and read anew. */
async function attempt(act) {
  refusal = '';
  await act().catch((error) => { refusal = error.message; });
  await refresh();
}

/** What is wrong with the connection, else what was refused. */
function say(trouble) {
  const notice = byId('notice');
  const text = trouble || refusal;
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = !text;
}

function start() {
  byId('views').append(...VIEWS.map((each) => {
    const link = make('a', { href: `#${each.name}` }, each.title, make('span', { class: 'count', hidden: true }));
    link.count = each.count ?? (() => 0);
    return link;
  }));
  byId('world').addEventListener('change', (event) => select(event.target.value));
  byId('reset').addEventListener('click', () => {
    if (confirm(`Make the world “${worldName()}” as new? All that it holds is lost.`)) attempt(reset);
  });
  byId('advance').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(() => mock.advance(Number(byId('seconds').value)));
  });
  for (const each of byId('advance').querySelectorAll('[data-seconds]')) {
    each.addEventListener('click', () => attempt(() => mock.advance(Number(each.dataset.seconds))));
  }
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault(); // the address names the view
    byId('view').focus();
  });
  window.addEventListener('hashchange', () => { open(); refresh(); });
  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : refresh()));
  open();
  refresh();
}

async function reset() {
  await mock.reset();
  open();
}

start();
