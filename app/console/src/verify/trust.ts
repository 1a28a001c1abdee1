import { ref } from 'vue';

/** The trust file in use and where it came from: whoever checks should know whose keys he relies on. */
export function useTrust() {
  const text = ref('');
  const origin = ref<'none' | 'node' | 'file'>('none');
  const name = ref('');

  async function fromNode(): Promise<void> {
    try {
      const response = await fetch('/api/v1/trust', { credentials: 'omit' });
      if (!response.ok || origin.value === 'file') return;
      text.value = await response.text();
      origin.value = 'node';
      name.value = location.host;
    } catch {
      // Without a node the person chooses a trust file.
    }
  }

  async function fromFile(file: File): Promise<void> {
    text.value = await file.text();
    origin.value = 'file';
    name.value = file.name;
  }

  return { text, origin, name, fromNode, fromFile };
}

export type TrustSource = ReturnType<typeof useTrust>;
