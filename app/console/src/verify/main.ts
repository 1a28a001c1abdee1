import { createApp, h } from 'vue';
import '../styles/base.css';
import { applyLocale } from '../i18n';
import { useTrust } from './trust';
import VerifyView from './VerifyView.vue';

/** The verification page as one file: without a node, the person brings proof and trust file. */
applyLocale();
const trust = useTrust();
createApp({ render: () => h(VerifyView, { trust }) }).mount('#app');
