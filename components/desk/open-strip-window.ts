interface PictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const size = { width: 340, height: 150 };

/** A small window of this page's own, on top of all others where the browser can do that; null when it was not let. */
export async function openStripWindow(onClose: () => void): Promise<Window | null> {
  const opened = (await pictureInPicture().catch(() => null)) ?? popUp();
  if (!opened) return null;
  dress(opened);
  opened.addEventListener('pagehide', onClose, { once: true });
  return opened;
}

function pictureInPicture(): Promise<Window | null> {
  const { documentPictureInPicture } = window as { documentPictureInPicture?: PictureInPicture };
  return documentPictureInPicture?.requestWindow(size) ?? Promise.resolve(null);
}

function popUp(): Window | null {
  return window.open('', 'callboard-strip', `popup,width=${size.width},height=${size.height}`);
}

/** The page's own styles and theme; a window comes bare. */
function dress({ document: to }: Window): void {
  to.title = 'Callboard';
  to.documentElement.lang = document.documentElement.lang;
  to.documentElement.className = document.documentElement.className;
  const { theme } = document.documentElement.dataset;
  if (theme) to.documentElement.dataset.theme = theme;
  to.body.className = document.body.className;
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) to.head.append(sheet.cloneNode(true));
}
