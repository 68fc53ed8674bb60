import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Falls back to the next free port when this one is taken.
  server: { port: 5173, strictPort: false },
  build: { target: 'baseline-widely-available' },
});
