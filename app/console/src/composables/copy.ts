import { t } from '../i18n';
import { toast } from './toast';

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('act.copied'));
  } catch {
    toast(t('act.copyFailed'));
  }
}
