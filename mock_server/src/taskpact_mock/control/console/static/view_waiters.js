// Who waits in the world, for what, and until when.

import { empty, heading, make, redraw } from './dom.js';
import { mock } from './mock.js';
import { moment } from './time.js';

let place = null;

export const waiters = {
  name: 'waiters',
  title: 'Waiters',
  count: (world) => world.waiters,
  open() {
    place = make('div', {});
    return [heading('Waiters'), place];
  },
  async update() {
    const found = (await mock.waiters()).waiters;
    redraw(place, found, () => (found.length ? list(found) : empty('Nobody waits.',
      'Long polls, streams and synchronous runs that wait for something stand here meanwhile.')));
  },
};

function list(found) {
  return make('ul', { class: 'rows plain wrapping' }, found.map(({ topic, until, what }) => make('li', {},
    make('span', { class: 'grow' }, make('b', {}, what || 'Waits'),
      topic === null ? null : make('span', { class: 'muted break' }, ` ${topic}`)),
    make('span', { class: 'mono muted' }, until === null ? 'however long it takes' : `until ${moment(until)}`))));
}
