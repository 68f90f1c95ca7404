// Moments of a world: whole microseconds since 1970, shown in UTC as its clock shows them.

/** Day and time, to the millisecond. */
export const moment = (micros) => new Date(micros / 1000).toISOString().replace('T', ' ').replace('Z', '');

/** The time of day alone, to the millisecond. */
export const timeOfDay = (micros) => moment(micros).slice(11);

/** A moment as an element whose title has the day. */
export function timeOf(micros) {
  const element = document.createElement('time');
  element.dateTime = new Date(micros / 1000).toISOString();
  element.title = `${moment(micros)} UTC`;
  element.textContent = timeOfDay(micros);
  return element;
}
