// What lets a caller into each API, ready to copy.

import { contractOf } from './documents.js';
import { curlOf, firstRead } from './curl.js';
import { copier, heading, make, pairs, redraw } from './dom.js';
import { mock, origin } from './mock.js';

let place = null;

export const credentials = {
  name: 'credentials',
  title: 'Credentials',
  open() {
    place = make('div', { class: 'cards' });
    return [heading('Credentials'),
      make('p', { class: 'lead' }, 'The base URL of this world is ', make('code', {}, origin()), ' ',
        copier('Copy', origin, { 'aria-label': 'Copy the base URL' })),
      place];
  },
  async update() {
    const found = await mock.credentials();
    const lines = await Promise.all(Object.entries(found).map(async ([api, access]) => {
      const contract = await contractOf(api);
      return [api, access, curlOf(contract, firstRead(contract), access)];
    }));
    redraw(place, lines, () => lines.map(card));
  },
};

function card([api, access, line]) {
  const { headers: _, parameters: __, ...others } = access;
  return make('section', { class: 'card' },
    make('h3', {}, api),
    principal(access),
    make('pre', { class: 'wrap', tabindex: '0', 'aria-label': `Call ${api} by curl` }, line),
    make('div', { class: 'actions' }, copier('Copy curl', () => line)),
    Object.entries(others).map(([name, each]) =>
      make('details', { 'data-name': `${api} ${name}` }, make('summary', {}, `Another principal: ${name}`), principal(each))));
}

function principal({ headers, parameters }) {
  const rows = [...Object.entries(headers), ...Object.entries(parameters)];
  return pairs(rows.map(([name, value]) => [
    name,
    make('span', { class: 'copyable' }, make('code', {}, String(value)),
      copier('Copy', () => String(value), { 'aria-label': `Copy ${name}` })),
  ]));
}
