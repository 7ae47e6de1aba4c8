import { NotForYourRole } from './not-for-your-role';

export default function Forbidden() {
  return (
    <main className="grid min-h-dvh">
      <NotForYourRole />
    </main>
  );
}
