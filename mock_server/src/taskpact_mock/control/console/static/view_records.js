// What each API works on, by state.

import { apis } from './documents.js';
import { copier, empty, heading, make, redraw, table } from './dom.js';
import { mock } from './mock.js';
import { moment, timeOf } from './time.js';

let place = null;
let again = null;
let chosen = { api: null, state: null };

export const records = {
  name: 'records',
  title: 'Records',
  open({ refresh }) {
    again = refresh;
    place = make('div', {});
    return [heading('Records'), place];
  },
  async update() {
    const names = Object.keys(await apis());
    const api = chosen.api ?? names[0];
    const asked = { ...chosen, api };
    const found = await mock.records(api, asked.state ? { state: asked.state } : {});
    redraw(place, [asked, found], () => [tabs(names, api), states(found, asked), list(found, asked)]);
  },
};

function choose(api, state) {
  chosen = { api, state };
  again();
}

function tabs(names, api) {
  return make('div', { class: 'tabs', role: 'group', 'aria-label': 'API' }, names.map((name) =>
    make('button', { type: 'button', 'aria-pressed': String(name === api), onclick: () => choose(name, null) }, name)));
}

function states(found, { api, state }) {
  const all = Object.values(found.states).reduce((sum, each) => sum + each.count, 0);
  const tile = (name, label, count, unified) => make('button', {
    type: 'button',
    class: `tile ${unified}`,
    'aria-pressed': String(state === name),
    onclick: () => choose(api, name),
  }, make('b', {}, String(count)), label);
  return make('div', { class: 'tiles', role: 'group', 'aria-label': 'State' },
    tile(null, 'all', all, 'any'),
    Object.entries(found.states).map(([name, { count, unified }]) => tile(name, name, count, unified)));
}

function list(found, { state }) {
  if (!found.records.length) {
    return empty(state ? `Nothing is ${state}.` : 'There is nothing yet.',
      'What clients submit, and what fixtures put in, stands here.');
  }
  const counted = state ? found.states[state].count
    : Object.values(found.states).reduce((sum, each) => sum + each.count, 0);
  const more = counted > found.records.length ? ` The newest ${found.records.length} of ${counted}.` : '';
  return table(`${found.resource}, the newest first.${more}`, ['Id', 'State', 'Whose', 'Created'],
    found.records.map((each) => record(each, found.states[each.state].unified)));
}

function record({ id, state, owner, created }, unified) {
  const text = String(id);
  const when = timeOf(created);
  when.textContent = moment(created);
  return {
    cells: [make('code', {}, text), make('span', { class: `state ${unified}` }, state), owner || '–', when],
    actions: copier('Copy id', () => text, { 'aria-label': `Copy the id ${text}` }),
  };
}
