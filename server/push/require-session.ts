import type { AccountDirectory } from '@/server/auth/account-directory';
import type { Authenticator } from '@/server/auth/authenticate';
import { headersOf } from '@/server/auth/headers-of';
import type { PeopleBook } from '@/server/people/people-book';
import type { FloorServer, FloorSocket } from './socket-types';

/** Lets a handshake in only with the session a page would need (rule V4); the refusal is a code, no more. */
export function requireSession(io: FloorServer, authenticator: Authenticator): void {
  io.use((socket, next) => {
    authenticator.readSession(headersOf(socket.handshake.headers)).then(
      (session) => {
        if (!session || session.principal.mustChangePassword) return next(new Error('not-signed-in'));
        socket.data.session = session;
        next();
      },
      () => next(new Error('busy')),
    );
  });
}

/** Hangs up on everybody whose session ended since the handshake. */
export async function dropEndedSessions(io: FloorServer, authenticator: Authenticator): Promise<void> {
  await Promise.all([...io.of('/').sockets.values()].map((socket) => dropIfEnded(socket, authenticator)));
}

/** Hangs up at once on an account that was changed; the returned function ends it. */
export function dropOnAccountChange(io: FloorServer, authenticator: Authenticator, directory: AccountDirectory) {
  return directory.onChange((accountId) => {
    for (const socket of io.of('/').sockets.values()) {
      if (socket.data.session.principal.accountId === accountId) void dropIfEnded(socket, authenticator);
    }
  });
}

/** Who is somebody else on the floor now comes back for another desk; the returned function ends it. */
export function dropOnPeopleChange(io: FloorServer, book: Pick<PeopleBook, 'onChange'>) {
  return book.onChange((changed) => {
    const touched = new Set(changed);
    for (const socket of io.of('/').sockets.values())
      if (socket.data.session.principal.agentIds.some((id) => touched.has(id))) socket.conn.close();
  });
}

/** Closing the line, not saying goodbye: the browser comes back by itself, and learns at the handshake where it stands. */
async function dropIfEnded(socket: FloorSocket, authenticator: Authenticator): Promise<void> {
  const isGood = await authenticator.isStillGood(socket.data.session).catch(() => false);
  if (!isGood) socket.conn.close();
}
