import { expect, it } from 'vitest';
import { timesIn } from './recipe-times.ts';

it.each([
  ['Bake for 25 minutes.', [{ minutes: 25 }]],
  ['Bake 20–25 min until golden.', [{ minutes: 20, upToMinutes: 25 }]],
  ['Rest for 1 hour and 30 minutes.', [{ minutes: 90 }]],
  ['Rest for an hour and a half.', [{ minutes: 90 }]],
  [
    'Chill half an hour, then bake 10 to 12 minutes.',
    [{ minutes: 30 }, { minutes: 10, upToMinutes: 12 }],
  ],
  ['Proof 1 1/2 hours.', [{ minutes: 90 }]],
  ['Boil for 30 seconds.', [{ minutes: 0.5 }]],
  ['25 Minuten backen.', [{ minutes: 25 }]],
  ['Eine Stunde ruhen lassen.', [{ minutes: 60 }]],
  ['Cuire 20 à 25 minutes.', [{ minutes: 20, upToMinutes: 25 }]],
  ['Hornear 40 minutos.', [{ minutes: 40 }]],
  ['20分焼きます。', [{ minutes: 20 }]],
  ['Bake at 180 °C in a 9-inch pan.', []],
  ['Add 2 cups of milk and 3 eggs.', []],
  ['砂糖を2分の1カップ入れます。', []],
])('timesIn finds in "%s" %j', (step, times) => {
  expect(timesIn(step)).toEqual(times);
});
