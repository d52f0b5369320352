import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console lives under one path everywhere, so that what runs locally is byte for byte what is deployed. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // A data: address would be one more thing for the content security policy to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
