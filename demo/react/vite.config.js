import { defineConfig } from "vite";

export default defineConfig({
  // JSX as React has it; nothing else is needed, because there is only this to translate.
  esbuild: { jsx: "automatic" },
  // The development server would move the script away from its Wasm.
  optimizeDeps: { exclude: ["communities-of-practice"] },
  // The demonstration's intranet says who is signed in.
  server: { proxy: { "/token": "http://127.0.0.1:8081" } },
});
