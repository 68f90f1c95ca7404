// Making elements. Text is always set as text, so nothing that a client sent is ever markup.

/** An element: attributes and listeners by name, then children; null ones are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that does `act`. */
export const button = (text, act, attributes = {}) =>
  make('button', { type: 'button', onclick: act, ...attributes }, text);

/** A button that copies what `text` gives, and says that it did. */
export function copier(label, text, attributes = {}) {
  const copy = async () => {
    const done = await toClipboard(await text());
    self.textContent = done ? 'Copied' : 'Select it by hand';
    setTimeout(() => { self.textContent = label; }, 1500);
  };
  const self = button(label, copy, { class: 'quiet', ...attributes });
  return self;
}

/** A heading with what belongs beside it. */
export const heading = (text, ...beside) => make('div', { class: 'heading' }, make('h2', {}, text), ...beside);

/** What is shown in the place of a list that has nothing in it. */
export const empty = (title, ...text) =>
  make('div', { class: 'empty' }, make('p', { class: 'empty-title' }, title), make('p', {}, ...text));

/** A table; `columns` are its heads, a row is its cells, each of which may be an element. */
export const table = (caption, columns, rows) =>
  make('div', { class: 'scroll' }, make('table', {},
    make('caption', {}, caption),
    make('thead', {}, make('tr', {}, columns.map((each) => make('th', { scope: 'col' }, each)), make('td'))),
    make('tbody', {}, rows.map(({ current, cells, actions }) => make('tr', { 'aria-current': current ? 'true' : null },
      cells.map((cell, at) => make('td', { 'data-label': columns[at] }, cell)), make('td', { class: 'end' }, actions))))));

/** Members and values. */
export const pairs = (entries) =>
  make('dl', { class: 'pairs' }, entries.map(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));

/** A status as a badge whose colour is that of its class; null is no answer. */
export function statusBadge(status, attributes = {}) {
  const kind = status === null ? 'lost' : `s${Math.floor(status / 100)}`;
  return make('span', { class: `status ${kind}`, ...attributes }, status === null ? 'none' : String(status));
}

/** An HTTP method, always as wide. */
export const methodTag = (method) => make('span', { class: 'method' }, method);

/** JSON, indented where that loses nothing: numbers that JavaScript would round stay as they are. */
export function pretty(text) {
  try {
    const value = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

/**
 * Puts what `draw` makes into a place, unless it shows the same data as before. What was open stays
 * open, by its `data-name`, and the focus stays on the control that is called the same.
 */
export function redraw(place, data, draw) {
  const shown = JSON.stringify(data);
  if (place.shown === shown) return;
  place.shown = shown;
  const opened = new Set([...place.querySelectorAll('details[open]')].map((each) => each.dataset.name));
  const focused = place.contains(document.activeElement) ? called(document.activeElement) : null;
  place.replaceChildren(...[draw()].flat());
  for (const each of place.querySelectorAll('details')) each.open = opened.has(each.dataset.name);
  if (focused === null) return;
  [...place.querySelectorAll('a, button, summary, [tabindex]')].find((each) => called(each) === focused)
    ?.focus({ preventScroll: true });
}

const called = (element) => element.getAttribute('aria-label') ?? element.textContent;

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return fallback(text); // browsers keep the clipboard from pages of plain http on other machines
  }
}

function fallback(text) {
  const area = make('textarea', { class: 'unseen', readonly: true, 'aria-hidden': 'true' });
  area.value = text;
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return done;
}
