/** Files dropped onto the window, waiting for the person to say what they are. */
class Dropped {
  paths = $state.raw<string[]>([]);
}
export const dropped = new Dropped();
