import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // A port that is taken is replaced by the next free one.
  server: { port: 5173, strictPort: false },
  build: { target: 'baseline-widely-available' },
});
