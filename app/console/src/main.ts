import { createApp } from 'vue';
import App from './App.vue';
import './element';
import './styles/base.css';
import { applyLocale } from './i18n';
import { router } from './router';

applyLocale();
createApp(App).use(router).mount('#app');
