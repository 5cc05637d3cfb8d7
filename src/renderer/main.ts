import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { HandfulError } from '../shared/errors.ts';
import App from './App.vue';
import { applyTheme } from './composables/useTheme.ts';
import { createEngineClient, provideEngine } from './engine/client.ts';
import { connectBrowser } from './engine/connectBrowser.ts';
import { connectDesktop } from './engine/connectDesktop.ts';
import { desktopBridge } from './engine/desktop.ts';
import { feedStores } from './engine/events.ts';
import { keepConnected } from './engine/keepConnected.ts';
import { LastingLink } from './engine/lastingLink.ts';
import { i18n } from './i18n/index.ts';
import { createScreenRouter } from './router.ts';
import { useProblems } from './stores/problems.ts';
import './styles/tokens.css';
import './styles/base.css';

applyTheme();
const link = new LastingLink();
const engine = createEngineClient(link);
const app = createApp(App).use(createPinia()).use(createScreenRouter()).use(i18n);
provideEngine(app, engine);
app.config.errorHandler = report;
window.addEventListener('unhandledrejection', (event) => report(event.reason));
app.mount('#app');

const bridge = desktopBridge();
const connect = bridge ? connectDesktop(bridge) : connectBrowser;
const listener = app.runWithContext(feedStores);
void keepConnected(connect, link, engine, listener, new AbortController().signal);

/** Shows a fault that nothing else has caught. */
function report(error: unknown): void {
  console.error(error);
  useProblems().report(error instanceof HandfulError ? error : faultOf(error));
}

function faultOf(error: unknown): HandfulError {
  const message = error instanceof Error ? error.message : String(error);
  return new HandfulError('INTERNAL', `A fault of the window: ${message}`, 'Reload the window; what you did is saved.');
}
