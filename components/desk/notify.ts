/** Tells it outside of the page too, where the reader allowed that and looks elsewhere. */
export function notify(text: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  if (document.visibilityState === 'visible' && document.hasFocus()) return;
  try {
    new Notification('Callboard', { body: text, tag: 'callboard-desk' });
  } catch {
    // Some phones let only a service worker notify; the page says it anyway.
  }
}
