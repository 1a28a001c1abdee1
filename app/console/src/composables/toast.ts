/** A short word to the person at the bottom of the page, read out by screen readers. */
let box: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

export function toast(text: string): void {
  if (!box) {
    box = document.createElement('div');
    box.className = 'toast';
    box.setAttribute('role', 'status');
    document.body.append(box);
  }
  box.textContent = text;
  box.classList.add('shown');
  clearTimeout(timer);
  timer = setTimeout(() => box?.classList.remove('shown'), 2200);
}
