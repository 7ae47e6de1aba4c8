import type { FaceReply } from '@/server/emulators/face-http';
import { escapeHtml } from './values';

/** What Tomcat shows for an error. */
export function errorPage(status: number, reason: string): FaceReply {
  const title = `HTTP Status ${status} – ${escapeHtml(reason)}`;
  const body = `<!doctype html><html><head><title>HTTP Status ${status}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, contentType: 'text/html;charset=utf-8', body };
}
