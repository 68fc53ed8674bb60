import { useColorScheme } from 'react-native';

const LIGHT = {
  ground: '#fbf5ea',
  surface: '#fffdf8',
  line: '#e6d8c2',
  ink: '#3a2a21',
  inkSoft: '#756052',
  crust: '#a84d19',
  onCrust: '#fff8ef',
  butter: '#f7e3b5',
  onButter: '#4d3512',
  jam: '#a3283a',
};

const DARK: typeof LIGHT = {
  ground: '#1d1613',
  surface: '#271e1a',
  line: '#3d302a',
  ink: '#f4e8da',
  inkSoft: '#bfa997',
  crust: '#e8935a',
  onCrust: '#2a1509',
  butter: '#4a3720',
  onButter: '#f9e3b8',
  jam: '#f39aa4',
};

/** By day and by night. */
export function useColours(): typeof LIGHT {
  return useColorScheme() === 'dark' ? DARK : LIGHT;
}
