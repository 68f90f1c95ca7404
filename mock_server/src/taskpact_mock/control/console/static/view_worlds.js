// The worlds of the server: look at one, make, reset and drop them.

import { contractOf } from './documents.js';
import { button, heading, make, redraw, table } from './dom.js';
import { form, properties } from './form.js';
import { server, worldName } from './mock.js';

const COLUMNS = ['Name', 'Clock', 'Now', 'Seed', 'Requests', 'Options'];

let place = null;
let maker = null;
let page = null;

export const worlds = {
  name: 'worlds',
  title: 'Worlds',
  count: (_world, found) => found.length,
  open(given) {
    page = given;
    place = make('div', {});
    maker = make('details', { class: 'card' }, make('summary', {}, 'Make a world'));
    return [heading('Worlds'), place, maker];
  },
  async update(_world, found) {
    if (maker.children.length === 1) maker.append(await newWorld());
    redraw(place, [worldName(), found], () => table('The worlds of this server.', COLUMNS, found.map(row)));
  },
};

async function newWorld() {
  const contract = await contractOf('control');
  const { elements, read } = properties(contract, contract.components.schemas.NewWorld);
  return form([make('div', { class: 'fields' }, elements)], 'Make it', async () => {
    const made = await server.makeWorld(read());
    await page.select(made.name);
  });
}

function row({ name, clock, seed, requests, options }) {
  const here = name === worldName();
  return {
    current: here,
    cells: [
      make('b', {}, name),
      clock.speed === 1 ? clock.kind : `${clock.kind} × ${clock.speed}`,
      make('time', { datetime: clock.now }, clock.now.replace('T', ' ').replace(/(\.\d+)?Z$/, '')),
      String(seed),
      String(requests),
      told(options),
    ],
    actions: [
      here ? make('span', { class: 'muted' }, 'shown')
        : button('Show', () => page.select(name), { 'aria-label': `Show ${name}` }),
      button('Drop', () => drop(name), { class: 'danger', 'aria-label': `Drop ${name}` }),
    ],
  };
}

function told({ auth, rate_limits: limited, quirks, max_wait: wait }) {
  return [`auth ${auth}`, limited ? 'rate limits' : null, `waits ${wait} s`, ...quirks].filter(Boolean).join(', ');
}

function drop(name) {
  if (confirm(`Drop the world “${name}” with all that it holds?`)) page.attempt(() => server.dropWorld(name));
}
