import { useColorScheme } from 'react-native';

const LIGHT = {
  background: '#fbf5ea',
  surface: '#fffdf8',
  border: '#e6d8c2',
  text: '#3a2a21',
  textSoft: '#756052',
  accent: '#a84d19',
  onAccent: '#fff8ef',
  highlight: '#f7e3b5',
  onHighlight: '#4d3512',
  danger: '#a3283a',
};

const DARK: typeof LIGHT = {
  background: '#1d1613',
  surface: '#271e1a',
  border: '#3d302a',
  text: '#f4e8da',
  textSoft: '#bfa997',
  accent: '#e8935a',
  onAccent: '#2a1509',
  highlight: '#4a3720',
  onHighlight: '#f9e3b8',
  danger: '#f39aa4',
};

export function useColors(): typeof LIGHT {
  return useColorScheme() === 'dark' ? DARK : LIGHT;
}
