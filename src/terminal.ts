/** Text from outside on its way to a terminal: control characters could move the cursor or retitle the window. */

// eslint-disable-next-line no-control-regex -- exactly the characters to be taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text with control and bidirectional override characters shown as U+FFFD. Tabs and line ends stay. */
export function printable(text: string): string {
  return text.replace(CONTROL, '\ufffd');
}
