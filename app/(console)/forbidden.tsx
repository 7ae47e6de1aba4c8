import { NotForYourRole } from '@/app/not-for-your-role';

/** Inside the console's frame: the way to everything else stays where it is. */
export default function Forbidden() {
  return <NotForYourRole />;
}
